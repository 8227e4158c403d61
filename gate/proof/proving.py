"""Health first, then the stream. What fails is told with the layer to look at."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gate.proof import findings
from gate.proof.answer import OK, Answer, Send, ask
from gate.proof.findings import Fault
from gate.proof.stream import AtOnce, Unclear, judge

HEALTH_SECONDS = 60.0
"""Seconds for the way to the service to open: endpoints, a load balancer, a name, a certificate."""

STREAM_SECONDS = 25.0
"""Seconds a streamed answer is read for, its first token not counted."""

_PAUSE = 1.0
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Ways:
    """How to reach the service by its address, and a pod with nothing between.

    `inner` when the address is one that only the cluster knows, and the API server passes it on.
    """

    address: str
    front: Send
    pod: Send | None
    inner: bool = False


async def prove_health(ways: Ways, path: str, seconds: float) -> str | Fault:
    """Ask until the service is well; the answer in words, or what is at fault."""
    deadline = time.monotonic() + seconds
    while True:
        answer = await ask(ways.front, "GET", path)
        if answer.status == OK:
            return f"{path} answered 200"
        if ways.inner and answer.status == _FORBIDDEN:
            return "not asked: this user may not reach services through the API server"
        if time.monotonic() >= deadline:
            direct = await _ask_pod(ways, "GET", path)
            return findings.unwell(f"{ways.address}{path}", answer, direct, seconds)
        await asyncio.sleep(_PAUSE)


async def prove_stream(
    ways: Ways, path: str, body: Mapping[str, Any], first_token: float
) -> str | Fault:
    """Ask for a streamed answer; in words how it came, or what is at fault."""
    limit = first_token + STREAM_SECONDS
    answer = await _bounded(ways.front, path, body, limit)
    where = f"POST {ways.address}{path}"
    if answer.status != OK or answer.failed or (answer.problem and not answer.pieces):
        return findings.no_stream(where, answer)
    judged = judge(answer.pieces, by_event=answer.by_event)
    if isinstance(judged, Unclear):
        return f"{where}: not told: {judged.reason}"
    if not isinstance(judged, AtOnce):
        count = len(answer.pieces)
        return f"{where}: {count} pieces from {judged.first:.1f} s to {judged.last:.1f} s"
    direct = Answer() if ways.pod is None else await _bounded(ways.pod, path, body, limit)
    return findings.held_back(where, answer, judged, direct)


async def _ask_pod(ways: Ways, method: str, path: str) -> Answer | None:
    return None if ways.pod is None else await ask(ways.pod, method, path)


async def _bounded(send: Send, path: str, body: Mapping[str, Any], seconds: float) -> Answer:
    try:
        return await asyncio.wait_for(ask(send, "POST", path, body), seconds)
    except TimeoutError:
        return Answer(problem=f"no end within {seconds:.0f} s")
