"""The one loop that waits: look, judge, say what is missing, sleep."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from local.providers.kubernetes.awaiting import pods
from local.providers.kubernetes.awaiting.verdict import (
    Ask,
    Awaiter,
    Done,
    Failed,
    Related,
    Verdict,
    Waiting,
)
from local.providers.kubernetes.client import NOT_FOUND, ApiError, Client, UnreachableError
from local.providers.kubernetes.discovery import Discovery, NoSuchKindError, Resource
from local.providers.kubernetes.manifest import Object, name, namespace

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 2.0
"""Seconds between looks: a quick start is seen at once, a slow one costs few requests."""


class NotReadyError(Exception):
    """Waiting ended without success; `reasons` start with the summary."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons


def shown(verdict: Waiting) -> str:
    """What to show meanwhile: the progress, and what a pod complains of."""
    return "; ".join(part for part in (verdict.reason, pods.headline(verdict.details)) if part)


@dataclass(frozen=True)
class Watcher:
    """What looking at a cluster needs; `say` shows progress, `cancelled` ends the wait."""

    client: Client
    discovery: Discovery
    cancelled: threading.Event
    say: Callable[[str], None]

    def look(self, found: Object, awaiter: Awaiter) -> Verdict:
        """Judge an object once, with what it needs beside it."""
        return awaiter.judge(found, self._related(found, awaiter.asks(found)))

    def wait(self, resource: Resource, found: Object, awaiter: Awaiter, seconds: float) -> None:
        """Wait until the object is ready.

        Raises NotReadyError when it fails, disappears, is not ready in time,
        or when the user cancels.
        """
        path = resource.item(namespace(found), name(found))
        deadline = time.monotonic() + seconds
        pause, verdict = _FIRST_PAUSE, self._try(path, awaiter)
        while not isinstance(verdict, Done):
            if isinstance(verdict, Failed):
                summary = f"the resource {name(found)!r} was created but failed to initialize"
                raise NotReadyError([summary, *verdict.reasons])
            self.say(shown(verdict))
            left = deadline - time.monotonic()
            if left <= 0:
                summary = f"{name(found)!r} timed out waiting to be ready after {seconds:.0f} s"
                raise NotReadyError([summary, *verdict.details])
            if self.cancelled.wait(min(pause, left)):
                summary = f"waiting for {name(found)!r} was cancelled"
                raise NotReadyError([summary, *verdict.details])
            pause, verdict = min(pause * 1.5, _LONGEST_PAUSE), self._try(path, awaiter)
        self.say("")

    def wait_until_gone(self, path: str, uid: str, seconds: float) -> Object | None:
        """Wait until an object is gone; returns it when it is still there at the end."""
        deadline = time.monotonic() + seconds
        pause = _FIRST_PAUSE
        left: Object = {}
        while (found := self._still_there(path, uid, left)) is not None:
            left = found
            remaining = deadline - time.monotonic()
            if remaining <= 0 or self.cancelled.wait(min(pause, remaining)):
                return left
            self.say("waiting for the deletion to finish")
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        self.say("")
        return None

    def _try(self, path: str, awaiter: Awaiter) -> Verdict:
        """An API server that hiccups during a long wait must not fail the rollout."""
        try:
            return self.look(self.client.get(path), awaiter)
        except UnreachableError as error:
            return Waiting(str(error), (str(error),))
        except ApiError as error:
            if error.code == NOT_FOUND:
                return Failed(("the object was deleted while it was awaited",))
            return Waiting(str(error), (str(error),))

    def _related(self, found: Object, asks: tuple[Ask, ...]) -> Related:
        return {ask.kind: self._list(found, ask) for ask in asks}

    def _list(self, found: Object, ask: Ask) -> list[Object]:
        """What cannot be listed (forbidden, unknown kind) only makes the messages poorer."""
        try:
            resource = self.discovery.find(ask.api_version, ask.kind)
            query = {"labelSelector": ask.labels} if ask.labels else {}
            listing = self.client.get(resource.collection(namespace(found)), **query)
        except (ApiError, NoSuchKindError):
            return []
        return list(listing.get("items") or [])

    def _still_there(self, path: str, uid: str, last: Object) -> Object | None:
        try:
            found = self.client.get(path)
        except UnreachableError:
            return last
        except ApiError as error:
            if error.code == NOT_FOUND:
                return None
            raise
        replaced = uid and found["metadata"].get("uid") != uid
        return None if replaced else found
