"""What Lambda's platform writes into a function's log: JSON records or text lines. Pure."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.functions.log import PLATFORM, LogLine

TAIL_BYTES = 4096
"""How much of the log comes with an answer (AWS, Invoke, LogType Tail)."""

_LEVELS = {"DEBUG": 0, "INFO": 1, "WARN": 2}


@dataclass(frozen=True)
class Facts:
    """One invocation, as it went. Durations are in seconds.

    `init` is None for a warm instance; `phase` is `init` when it got no further than that,
    and `again` when what is told is only a first initialisation that took too long.
    """

    function: str
    version: str
    request_id: str
    began: float
    duration: float
    memory_mib: int
    size: int
    used_mib: int = 0
    error: str | None = None
    init: float | None = None
    phase: str = "invoke"

    @property
    def status(self) -> str:
        """success, failure (the function's process is gone), error (it said so) or timeout."""
        if self.error is None:
            return "success"
        if self.error == "Sandbox.Timedout":
            return "timeout"
        return "failure" if self.error.startswith(("Runtime.", "Extension.")) else "error"


def events(
    facts: Facts, lines: Sequence[LogLine], logging: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The log events of one invocation, in order, as PutLogEvents takes them."""
    if logging.get("LogFormat") != "JSON":
        return [_event(line.at, line.text) for line in lines]
    least = _LEVELS[str(logging.get("SystemLogLevel", "INFO"))]
    own = [(line.at, line.text) for line in lines if line.source != PLATFORM]
    platform = [
        (at, json.dumps({"time": _iso(at), "type": kind, "record": record}))
        for level, at, kind, record in _records(facts)
        if _LEVELS[level] >= least
    ]
    return [_event(at, text) for at, text in sorted(platform + own, key=lambda each: each[0])]


def tail(events: Sequence[Mapping[str, Any]]) -> str:
    """The end of the log that comes with an answer."""
    text = "\n".join(str(event["message"]) for event in events) + "\n"
    return text.encode()[-TAIL_BYTES:].decode(errors="ignore")


def _records(facts: Facts) -> Iterator[tuple[str, float, str, dict[str, Any]]]:
    """Level, time, type and content of each record; the levels are those of AWS' own table."""
    ended = facts.began + facts.duration
    done = {"requestId": facts.request_id, "status": facts.status}
    if facts.error is not None:
        done["errorType"] = facts.error
    level = "INFO" if facts.error is None else "WARN"
    if facts.init is not None:
        yield from _init_records(facts, facts.init, done)
    if facts.phase == "again":
        return
    started = {"requestId": facts.request_id, "version": facts.version}
    yield "INFO", facts.began, "platform.start", started
    ran = {"durationMs": _ms(facts.duration), "producedBytes": facts.size}
    quiet = "DEBUG" if facts.error is None else "WARN"
    yield quiet, ended, "platform.runtimeDone", {**done, "metrics": ran}
    yield level, ended, "platform.report", {**done, "metrics": _metrics(facts)}


def _init_records(
    facts: Facts, seconds: float, done: Mapping[str, Any]
) -> Iterator[tuple[str, float, str, dict[str, Any]]]:
    base = {"initializationType": "on-demand", "phase": "init"}
    began = facts.began - seconds
    start = {**base, "functionName": facts.function, "functionVersion": facts.version}
    yield "INFO", began, "platform.initStart", start
    report = {**base, "status": "success", "metrics": {"durationMs": _ms(seconds)}}
    failed = facts.phase != "invoke"
    if failed:
        report |= {key: each for key, each in done.items() if key != "requestId"}
    yield "WARN" if failed else "DEBUG", facts.began, "platform.initReport", report


def _metrics(facts: Facts) -> dict[str, float]:
    total = facts.duration + (facts.init or 0)
    found = {
        "durationMs": _ms(facts.duration),
        "billedDurationMs": math.ceil(total * 1000),
        "memorySizeMB": facts.memory_mib,
        "maxMemoryUsedMB": facts.used_mib,
    }
    return found if facts.init is None else {**found, "initDurationMs": _ms(facts.init)}


def _event(at: float, message: str) -> dict[str, Any]:
    return {"timestamp": int(at * 1000), "message": message}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _iso(at: float) -> str:
    moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return moment.removesuffix("+00:00") + "Z"
