"""One request and its answer, piece by piece, whichever way it goes."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import httpx

from gate.proof.events import Events
from gate.proof.stream import FEWEST, Piece

Send = Callable[[str, str, bytes | None], AbstractAsyncContextManager[httpx.Response]]
"""Sends a method, a path and a body, and gives the answer before its body was read."""

_ENOUGH = 5.0
"""Seconds of streaming that prove it: nobody needs the rest of a long answer."""

_EXCERPT = 300
"""Bytes kept of an answer that is none of ours."""

OK = 200


@dataclass(slots=True)
class Answer:
    """What came back. `status` 0 means that nothing did, and `problem` says why."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    by_event: bool = False
    failed: str = ""
    """What an event of the stream said went wrong."""
    excerpt: str = ""
    problem: str = ""

    def __str__(self) -> str:
        if not self.status:
            return f"gave no answer ({self.problem})"
        said = f": {self.excerpt}" if self.excerpt and self.status != OK else ""
        return f"answered {self.status}{said}"


async def ask(send: Send, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
    """Ask once and note when each piece came; never raises for a service that fails to answer."""
    began = time.monotonic()
    answer = Answer()
    content = None if body is None else json.dumps(body).encode()
    try:
        async with send(method, path, content) as response:
            answer.status = response.status_code
            answer.headers = {name.lower(): value for name, value in response.headers.items()}
            await _read(response, answer, began)
    except Exception as error:  # noqa: BLE001  # an answer that breaks off is an observation
        answer.problem = str(error).strip() or type(error).__name__
    return answer


async def _read(response: httpx.Response, answer: Answer, began: float) -> None:
    answer.by_event = answer.headers.get("content-type", "").startswith("text/event-stream")
    events, kept = Events(), b""
    async for content in response.aiter_bytes():
        at = time.monotonic() - began
        kept = (kept + content)[:_EXCERPT]
        if answer.by_event:
            events.feed(content, at)
            answer.pieces = events.pieces
        else:
            answer.pieces.append(Piece(at, len(content)))
        if _is_enough(answer.pieces):
            break
    answer.failed = events.failed[:_EXCERPT]
    answer.excerpt = kept.decode(errors="replace").strip()


def _is_enough(pieces: list[Piece]) -> bool:
    return len(pieces) >= FEWEST and pieces[-1].at - pieces[0].at >= _ENOUGH
