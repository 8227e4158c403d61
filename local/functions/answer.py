"""The emulator's answer to one event, piece by piece, read apart from who waits for it."""

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from local.functions.emulator import INVOKE
from local.functions.prelude import of_answer

_STREAMING = ("lambda-runtime-function-response-mode", "streaming")
_TIMEOUT = httpx.Timeout(None, connect=5.0)


@dataclass(frozen=True)
class Piece:
    """A part of an answer; `at` is in seconds since the event was sent."""

    at: float
    data: bytes


@dataclass(frozen=True)
class End:
    """The answer's end.

    `status` is 200, or 500 for an error that the function reported; None if it broke off.
    """

    at: float
    status: int | None


class Answer:
    """Sends an event at once and collects what comes back."""

    def __init__(self, port: int, event: bytes, *, whole: bool) -> None:
        """`whole` keeps the pieces back until all are there, and gives them as one."""
        self._whole = whole
        self.begun = time.monotonic()
        self._came: queue.Queue[Piece | End] = queue.Queue()
        threading.Thread(target=self._read, args=(port, event), daemon=True).start()

    @property
    def seconds(self) -> float:
        """Time since the event was sent."""
        return time.monotonic() - self.begun

    def get(self, seconds: float) -> Piece | End | None:
        """The next piece or the end; None if nothing came within `seconds`."""
        try:
            return self._came.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            return None

    def _read(self, port: int, event: bytes) -> None:
        url = f"http://127.0.0.1:{port}{INVOKE}"
        status: int | None = None
        try:
            with (
                # Plain HTTP on loopback: loading authorities would cost more than the answer.
                httpx.Client(timeout=_TIMEOUT, trust_env=False, verify=False) as client,  # noqa: S501
                client.stream("POST", url, content=event) as response,
            ):
                streamed = response.headers.get(_STREAMING[0]) == _STREAMING[1]
                pieces = _pieces(response, streamed=streamed)
                for data in [b"".join(pieces)] if self._whole else pieces:
                    self._came.put(Piece(self.seconds, data))
                status = 200 if streamed else response.status_code
        except httpx.HTTPError:
            pass  # It broke off: the end without a status says so.
        self._came.put(End(self.seconds, status))


def _pieces(response: httpx.Response, *, streamed: bool) -> Iterator[bytes]:
    """What the function wrote: the emulator turned its prelude into a status and headers."""
    if streamed:
        yield of_answer(response.status_code, response.headers.multi_items()).encode()
    yield from response.iter_raw()
