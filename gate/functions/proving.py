"""Proving a version by its own number before it gets any traffic: health, then the stream."""

import json
import time

from collect.live.aws.invoking import Invoked, Request, invoke
from gate.functions import faults
from gate.functions.faults import Fault
from gate.functions.scene import Scene
from gate.proof.answer import OK, Answer
from gate.proof.events import Events
from gate.proof.proving import STREAM_SECONDS
from gate.proof.stream import AtOnce, Piece, Unclear, judge

START_SECONDS = 75.0
"""Seconds a first answer may take: a start that was cut off after ten is begun anew."""

LATER_SECONDS = 60.0
"""Seconds for AWS to make a new version ready, or to have room for one more instance."""

UNWELL_SECONDS = 15.0
"""Seconds for a service that runs to say that it is well."""

PAUSE = 1.0
"""Seconds between two questions."""

_WELL = range(200, 400)

_LATER = frozenset(
    {
        "CodeArtifactUserPendingException",
        "EC2ThrottledException",
        "ResourceConflictException",
        "ResourceNotReadyException",
        "ServiceException",
        "TooManyRequestsException",
    }
)
"""What AWS says when the same may be answered a moment later."""


class Proof:
    """Asks one version."""

    def __init__(self, scene: Scene) -> None:
        self._change = scene.change
        self._options = scene.options
        self._scene = scene

    def run(self) -> list[str] | Fault:
        """What was found, in words, or what is at fault. Raises Stopped."""
        if self._options.verify == "none":
            return []
        health = self._health()
        if isinstance(health, Fault) or self._options.verify == "health":
            return health if isinstance(health, Fault) else [health]
        stream = self._stream()
        return stream if isinstance(stream, Fault) else [health, stream]

    def _health(self) -> str | Fault:
        """Ask until it is well.

        A failure counts when it happens twice: the first may be a start that took too long.
        """
        asked = f"GET {self._options.ready_path} of version {self._change.after}"
        self._scene.say(f"asking {asked}")
        began, failures = time.monotonic(), 0
        while True:
            found = self._ask(Request("GET", self._options.ready_path), START_SECONDS)
            waited = time.monotonic() - began
            if found.status in _WELL and not found.error_type:
                return f"{asked} answered {found.status} after {found.seconds:.1f} s"
            failures += bool(found.error_type)
            if found.refused and (found.code not in _LATER or waited >= LATER_SECONDS):
                return faults.failed(found, asked)
            if failures > 1:
                return faults.failed(found, asked)
            if found.status and waited >= UNWELL_SECONDS:
                return faults.unwell(found, answer(found), asked, waited)
            self._scene.pauses.pause(PAUSE)

    def _stream(self) -> str | Fault:
        """Ask once for a streamed answer, and judge when its pieces came."""
        options = self._options
        asked = f"POST {options.stream_path} of version {self._change.after}"
        self._scene.say(f"asking {asked} for a stream")
        headers = {"content-type": "application/json", "accept": "text/event-stream"}
        request = Request("POST", options.stream_path, headers, json.dumps(options.stream_body))
        found = self._ask(request, options.first_token + STREAM_SECONDS)
        if found.error_type or (found.refused and not found.pieces):
            return faults.failed(found, asked)
        told = answer(found)
        if told.status != OK or told.failed:
            return faults.no_stream(found, told, asked)
        judged = judge(told.pieces, by_event=told.by_event)
        if isinstance(judged, AtOnce):
            return faults.held_back(found, told, judged, asked)
        if isinstance(judged, Unclear):
            return f"{asked}: not told: {judged.reason}"
        pieces = len(told.pieces)
        return f"{asked}: {pieces} pieces from {judged.first:.1f} s to {judged.last:.1f} s"

    def _ask(self, request: Request, seconds: float) -> Invoked:
        change = self._change
        return invoke(change.function, change.after, request, change.region, seconds)


def answer(found: Invoked) -> Answer:
    """An invocation's answer as one of an address: its events, or its pieces, by arrival."""
    told = Answer(found.status, found.headers, excerpt=found.body[:300].strip())
    told.by_event = found.headers.get("content-type", "").startswith("text/event-stream")
    events = Events()
    for piece in found.pieces:
        events.feed(piece.content, piece.at)
    plain = [Piece(piece.at, len(piece.content)) for piece in found.pieces]
    told.pieces = events.pieces if told.by_event else plain
    told.failed, told.problem = events.failed if told.by_event else "", found.refused
    return told
