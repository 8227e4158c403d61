"""The logs of pods as they are written, those of pods that come later too."""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from collect.parsing.kubernetes import pod as parsed
from diagnosis.snapshot import Container, Pod, Role

from .asking import Object, ask_all
from .choosing import choose
from .kinds import PODS
from .selection import EVERYWHERE, Selection
from .sentences import refused_list

POLL_SECONDS = 3.0
"""Between two looks for new pods and restarted containers."""
LINES = 1000
"""Lines of each log to begin with."""
THREAD = "logs of pods"
_WAITING = 64
"""Pieces that wait to be read; the cluster is not asked for more until there is room."""


class NotFollowed(Exception):
    """The logs can't be read; the message says why."""


class _Stopped(Exception):
    """Nobody reads any more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of one container's log, or its end where there are none."""

    origin: str
    role: Role
    data: bytes


@dataclass(frozen=True, slots=True)
class _Ended:
    """No more will come; why, where it is no end that was to be expected."""

    why: str = ""


def pieces(
    selection: Selection, *, follow: bool, lines: int = LINES
) -> Generator[Piece, None, None]:
    """The logs of the selected pods, piece by piece; with `follow` for as long as they are read.

    Raises NotFollowed if the cluster can't be asked, or, without `follow`, shows no such pod.
    """
    pipe: queue.Queue[Piece | _Ended] = queue.Queue(_WAITING)
    reader = _Reader(selection, pipe, follow=follow, lines=lines)
    thread = threading.Thread(target=reader.run, name=THREAD, daemon=True)
    thread.start()
    try:
        while isinstance(piece := _next(pipe), Piece):
            yield piece
        if piece.why:
            raise NotFollowed(piece.why)
    finally:
        reader.stop()


def _next(pipe: "queue.Queue[Piece | _Ended]") -> Piece | _Ended:
    """The next piece; a thread that waits without an end can't be interrupted on all systems."""
    while True:
        try:
            return pipe.get(timeout=1)
        except queue.Empty:
            continue


class _Reader:
    """Reads in a thread of its own, one task for each container."""

    def __init__(
        self, selection: Selection, pipe: "queue.Queue[Piece | _Ended]", *, follow: bool, lines: int
    ) -> None:
        self.selection = selection
        self.pipe = pipe
        self.follow = follow
        self.lines = lines
        self.stopped = threading.Event()
        self.known: set[tuple[str, str, int]] = set()
        self.broken: set[tuple[str, str, int]] = set()

    def stop(self) -> None:
        """Let the thread end; what it still puts is not read."""
        self.stopped.set()

    def run(self) -> None:
        """Read until there is no more, and say so."""
        why = ""
        try:
            asyncio.run(self._run())
        except Exception as error:  # noqa: BLE001 — whoever reads is told, whatever it is
            why = _sentence(error)
        self._put(_Ended(why))

    def _put(self, piece: Piece | _Ended) -> None:
        while not self.stopped.is_set():
            try:
                return self.pipe.put(piece, timeout=0.2)
            except queue.Full:
                continue
        return None

    async def _run(self) -> None:
        from collect.rollout import connected

        async with connected(self.selection.access) as cluster, asyncio.TaskGroup() as group:
            while not self.stopped.is_set():
                for pod in await self._pods(cluster.api):
                    for container in pod.containers:
                        if self._is_new(pod, container):
                            group.create_task(self._read(cluster.api, pod, container))
                if not self.follow:
                    return
                await self._pause()
            raise _Stopped

    async def _pause(self) -> None:
        for _ in range(int(POLL_SECONDS / 0.2)):
            if self.stopped.is_set():
                raise _Stopped
            await asyncio.sleep(0.2)

    async def _pods(self, api: Any) -> list[Pod]:
        namespace = self.selection.namespace or api.namespace
        listed = await ask_all(api, PODS, "" if namespace == EVERYWHERE else namespace, {}, 4)
        if listed.refusal and not self.known:
            raise NotFollowed(refused_list(PODS, namespace, listed.refusal))
        chosen = list(self._chosen(listed.objects))
        if not chosen and not self.follow:
            raise NotFollowed(f"there is no such pod in namespace {namespace}")
        return chosen

    def _chosen(self, objects: tuple[Object, ...]) -> tuple[Pod, ...]:
        return choose(self.selection, [parsed(one) for one in objects], [], len(objects)).pods

    def _is_new(self, pod: Pod, container: Container) -> bool:
        """Whether this instance of a container has begun, and is not being read yet."""
        begun = container.state.phase in ("running", "terminated") or container.restarts > 0
        key = _key(pod, container)
        if key in self.known or not begun:
            return False
        self.known.add(key)
        return True

    async def _read(self, api: Any, pod: Pod, container: Container) -> None:
        key = _key(pod, container)
        origin = f"{pod.ref.name}/{container.name}"
        try:
            async for data in self._stream(api, pod, container, again=key in self.broken):
                await asyncio.to_thread(self._put, Piece(origin, container.role, data))
        except NotFollowed:
            raise
        except Exception:  # noqa: BLE001 — a connection that breaks ends one log, for a while
            self.known.discard(key)
            self.broken.add(key)
        await asyncio.to_thread(self._put, Piece(origin, container.role, b""))

    async def _stream(
        self, api: Any, pod: Pod, container: Container, *, again: bool
    ) -> AsyncIterator[bytes]:
        """The bytes of a log; of one that broke off, what has come since."""
        since = {"sinceSeconds": str(int(POLL_SECONDS) + 1)} if again else {}
        query = {
            "container": container.name,
            "tailLines": str(self.lines),
            "follow": str(self.follow).lower(),
            **since,
        }
        async with api.call_api(
            "GET",
            version="v1",
            base="/api",
            namespace=pod.ref.namespace,
            url=f"pods/{pod.ref.name}/log",
            params=query,
            raise_for_status=False,
            stream=True,
            timeout=None,
        ) as response:
            if response.status_code == HTTPStatus.FORBIDDEN:
                raise NotFollowed("no access to the logs of pods")
            if response.status_code == HTTPStatus.OK:
                async for data in response.aiter_bytes():
                    yield data


def _key(pod: Pod, container: Container) -> tuple[str, str, int]:
    """One instance of a container."""
    return str(pod.ref), container.name, container.restarts


def _sentence(error: BaseException) -> str:
    """What a failure says, out of the group that carries it."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error).partition("\n")[0].strip() or type(error).__name__
