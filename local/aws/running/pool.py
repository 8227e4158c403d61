"""Instances that are kept warm: one idle for each revision of a function."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from local.aws.control.state import Function, Revision
from local.aws.running.runner import Instance
from local.errors import CannotDo

IDLE_SECONDS = 300.0
"""How long an instance waits for its next event. AWS names no number; this is often seen."""

_LOOK_SECONDS = 1.0
_START_SECONDS = 8.0
_END_SECONDS = 4.0
"""How long the end waits for starts and for ends under way: less than whoever ends us waits."""


@dataclass(frozen=True)
class Key:
    """The revision that an instance runs."""

    region: str
    function: str
    version: str
    revision_id: str


def key_of(function: Function, revision: Revision) -> Key:
    """The key of a function's revision."""
    return Key(function.region, function.name, revision.version, revision.revision_id)


@dataclass
class Warm:
    """An instance; `seen` counts the lines of its log that were passed on."""

    key: Key
    instance: Instance
    seen: int = 0
    used: bool = False
    idle_since: float = 0.0


class Pool:
    """Idle instances. Safe to use from several threads; instances end outside the lock."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._changed = threading.Condition()
        self._idle: dict[Key, Warm] = {}
        self._starting: list[Key] = []
        self._busy: list[Warm] = []
        self._ending: list[Warm] = []
        self._gone: set[Key] = set()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="idle instances").start()

    def take(self, key: Key, start: Callable[[], Instance]) -> Warm:
        """An idle instance, or a new one. Raises what `start` raises, CannotDo once closed."""
        with self._changed:
            if self._closed.is_set():
                raise CannotDo("The stand-in AWS is ending and starts no more functions.")
            found = self._idle.pop(key, None)
            if found is not None:
                self._busy.append(found)
                return found
            self._starting.append(key)
        made: list[Warm] = []
        try:
            made.append(Warm(key, start()))
        finally:
            with self._changed:
                self._starting.remove(key)
                self._busy += made
                self._changed.notify_all()
        return made[0]

    def give(self, warm: Warm, *, healthy: bool) -> None:
        """Take an instance back; it stays if it is of use to the next event.

        If not, it ends by itself: whoever had the answer need not wait for that.
        """
        warm.idle_since = time.monotonic()
        with self._changed:
            self._busy.remove(warm)
            useful = healthy and warm.key not in self._gone and not self._closed.is_set()
            if useful and warm.key not in self._idle:
                self._idle[warm.key] = warm
                return
            self._ending.append(warm)
        threading.Thread(target=self._end, args=(warm,), daemon=True).start()

    def keep_only(self, function: Function) -> None:
        """Stop what runs a revision that the function has no more, once it is idle."""
        current = {
            key_of(function, each) for each in (function.latest, *function.versions.values())
        }
        self.stop_where(
            lambda key: (
                key.region == function.region
                and key.function == function.name
                and key not in current
            )
        )

    def forget(self, function: Function) -> None:
        """Stop all instances of a function that is deleted, once they are idle."""
        self.stop_where(lambda key: (key.region, key.function) == (function.region, function.name))

    def close(self) -> None:
        """Stop everything: idle, busy, and what is only being started."""
        self._closed.set()
        self.stop_where(lambda _: True)
        with self._changed:
            self._changed.wait_for(lambda: not self._starting, _START_SECONDS)
            busy = tuple(self._busy)
        _stop_all(busy)
        with self._changed:
            self._changed.wait_for(lambda: not self._ending, _END_SECONDS)

    def stop_where(self, ended: Callable[[Key], bool]) -> None:
        """Stop the idle instances of these keys now, the others once they are given back."""
        with self._changed:
            used = (*self._starting, *(warm.key for warm in self._busy))
            self._gone |= {key for key in used if ended(key)}
            stopping = [self._idle.pop(key) for key in tuple(self._idle) if ended(key)]
        _stop_all(stopping)

    def _end(self, warm: Warm) -> None:
        try:
            warm.instance.stop()
        finally:
            with self._changed:
                self._ending.remove(warm)
                self._changed.notify_all()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_SECONDS):
            latest = time.monotonic() - self._idle_seconds
            with self._changed:
                tired = [key for key, warm in self._idle.items() if warm.idle_since < latest]
                stopping = [self._idle.pop(key) for key in tired]
            _stop_all(stopping)


def _stop_all(warm: Sequence[Warm]) -> None:
    """Stop instances side by side: each may take the two seconds that it is given to end."""
    with ThreadPoolExecutor(max(len(warm), 1)) as hands:
        for ended in [hands.submit(each.instance.stop) for each in warm]:
            ended.result()
