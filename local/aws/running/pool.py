"""Instances that are kept warm: one idle for each revision of a function."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from local.aws.control.state import Function, Revision
from local.aws.running.runner import Instance

IDLE_SECONDS = 300.0
"""How long an instance waits for its next event. AWS names no number; this is often seen."""

_LOOK_SECONDS = 1.0


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
        self._lock = threading.Lock()
        self._idle: dict[Key, Warm] = {}
        self._busy: list[Warm] = []
        self._gone: set[Key] = set()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="idle instances").start()

    def take(self, key: Key, start: Callable[[], Instance]) -> Warm:
        """An idle instance, or a new one. Raises what `start` raises."""
        with self._lock:
            found = self._idle.pop(key, None)
        found = found or Warm(key, start())
        with self._lock:
            self._busy.append(found)
        return found

    def give(self, warm: Warm, *, healthy: bool) -> None:
        """Take an instance back; it stays if it is of use to the next event."""
        warm.idle_since = time.monotonic()
        with self._lock:
            self._busy.remove(warm)
            useful = healthy and warm.key not in self._gone and not self._closed.is_set()
            if useful and warm.key not in self._idle:
                self._idle[warm.key] = warm
                return
        warm.instance.stop()

    def keep_only(self, function: Function) -> None:
        """Stop what runs a revision that the function has no more, once it is idle."""
        current = {
            key_of(function, each) for each in (function.latest, *function.versions.values())
        }
        self._stop(
            lambda key: (
                key.region == function.region
                and key.function == function.name
                and key not in current
            )
        )

    def forget(self, function: Function) -> None:
        """Stop all instances of a function that is deleted, once they are idle."""
        self._stop(lambda key: (key.region, key.function) == (function.region, function.name))

    def close(self) -> None:
        """Stop everything, busy or not."""
        self._closed.set()
        self._stop(lambda _: True)
        with self._lock:
            busy = tuple(self._busy)
        for warm in busy:
            warm.instance.stop()

    def _stop(self, ended: Callable[[Key], bool]) -> None:
        with self._lock:
            self._gone |= {warm.key for warm in self._busy if ended(warm.key)}
            stopping = [self._idle.pop(key) for key in tuple(self._idle) if ended(key)]
        for warm in stopping:
            warm.instance.stop()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_SECONDS):
            latest = time.monotonic() - self._idle_seconds
            with self._lock:
                tired = [key for key, warm in self._idle.items() if warm.idle_since < latest]
                stopping = [self._idle.pop(key) for key in tired]
            for warm in stopping:
                warm.instance.stop()
