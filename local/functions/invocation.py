"""One event's way through an execution environment."""

import json
import math
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from local.functions.answer import Answer, End, Piece
from local.functions.failure import Failure, in_words, timed_out

_POLL_SECONDS = 0.02
_FUNCTION_ERROR = 500
_SETTLE_SECONDS = 0.5
"""How long a broken answer may wait for the death that explains it."""


class Environment(Protocol):
    """What an invocation needs of the environment that it runs in."""

    @property
    def request_id(self) -> str:
        """The id of the request that was taken last; empty if none was."""

    @property
    def broke(self) -> tuple[str, str] | None:
        """Type and message of the error that the runtime told in the middle of its answer."""

    def failure(self) -> Failure | None:
        """Why it can't go on, if a process of it ended."""

    def end(self, invocation: "Invocation") -> None:
        """Take note of the invocation's end."""

    def peak_mib(self) -> int:
        """The most memory it ever had, in MiB."""


class Invocation:
    """Iterate over `pieces` to its end; the rest is known afterwards.

    `error` is the service's type of failure, None for none, and `message` what
    it says; `duration` is in seconds, `max_memory_mib` in MiB.
    """

    def __init__(
        self, begin: Callable[[], Answer], environment: Environment, timeout: float
    ) -> None:
        self._begin = begin
        self._environment = environment
        self._timeout = timeout
        self.request_id = ""
        self.error: str | None = None
        self.fatal = False
        """Whether the environment ended with it."""
        self.message = ""
        self.duration = 0.0
        self.max_memory_mib = 0

    @property
    def billed_ms(self) -> int:
        """The duration as it is billed: in whole milliseconds, rounded up."""
        return math.ceil(self.duration * 1000)

    def pieces(self) -> Iterator[Piece]:
        """Send the event and give what is answered as it comes."""
        answer = self._begin()
        kept: list[bytes] = []
        try:
            while not isinstance(came := self._next(answer), (End, Failure)):
                kept.append(came.data)
                yield came
        except GeneratorExit:
            # Whoever listened went away; the function goes on to its end, as at AWS.
            while not isinstance(came := self._next(answer), (End, Failure)):
                kept.append(came.data)
            self._finish(answer, came, kept)
            raise
        self._finish(answer, came, kept)

    def _next(self, answer: Answer) -> Piece | End | Failure:
        while True:
            if answer.seconds >= self._timeout:
                return timed_out(self._timeout)
            came = answer.get(min(_POLL_SECONDS, self._timeout - answer.seconds))
            if isinstance(came, Piece) or (came is not None and self._is_whole(came)):
                return came
            if failure := self._death(_SETTLE_SECONDS if came else 0.0):
                return failure
            if came is not None:
                return came

    def _is_whole(self, end: End) -> bool:
        return end.status is not None and self._environment.broke is None

    def _death(self, seconds: float) -> Failure | None:
        deadline = time.monotonic() + seconds
        while (failure := self._environment.failure()) is None and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        return failure

    def _finish(self, answer: Answer, came: End | Failure, kept: list[bytes]) -> None:
        self.duration = came.at if isinstance(came, End) else answer.seconds
        self.request_id = self._environment.request_id
        self.max_memory_mib = self._environment.peak_mib()
        if isinstance(came, Failure):
            self.fatal = True
            self.error = came.kind
            self.message = in_words(came, self.request_id, time.time())
        elif self._environment.broke is not None:
            self.error, self.message = self._environment.broke
        elif came.status is None:
            self.error, self.message = "Runtime.TruncatedResponse", "Response stream is truncated"
        elif came.status >= _FUNCTION_ERROR:
            self.error, self.message = _reported(b"".join(kept))
        self._environment.end(self)


def _reported(body: bytes) -> tuple[str, str]:
    """The type and message of an error that the runtime reported."""
    try:
        content = json.loads(body)
    except ValueError:
        return "Unhandled", body.decode("utf-8", errors="replace")
    return str(content.get("errorType", "Unhandled")), str(content.get("errorMessage", ""))
