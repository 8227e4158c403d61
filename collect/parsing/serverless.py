"""What Lambda writes of its invocations: REPORT lines, platform records, invoke responses."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace

from diagnosis.snapshot import Invocation, Platform, Statement

from .fields import mapping, text, whole

_REPORT = re.compile(r"\b(?P<kind>INIT_|RESTORE_)?REPORT (?=RequestId: |\w+ Duration: )")
_TIMED_OUT = re.compile(
    r"(?:(?P<request>[0-9a-f-]{36}) )?Task timed out after (?P<seconds>[\d.]+) "
)
_FAILED = re.compile(
    r"RequestId: ?(?P<request>[0-9a-f-]{36})? Error: .*(?:[Rr]untime exited|exited without)"
)

_REPORT_PHASES = {None: "invoke", "INIT_": "init", "RESTORE_": "restore"}
_RECORD_PHASES = {
    "platform.report": "invoke",
    "platform.runtimeDone": "invoke",
    "platform.initReport": "init",
    "platform.initRuntimeDone": "init",
    "platform.restoreReport": "restore",
    "platform.restoreRuntimeDone": "restore",
}

_MEGABYTE_DIGITS = 10
"""A number this long is no memory size."""

_RELEVANT = ("REPORT ", "Task timed out", "RequestId:")
"""One of these stands in every line that tells of an invocation."""


def invocations(log: str) -> tuple[Invocation, ...]:
    """The invocations that a log in plain text tells of, those of one request put together."""
    lines = (line for line in log.split("\n") if any(word in line for word in _RELEVANT))
    return together(one for line in lines if (one := _invocation(line)))


def told(log: str) -> tuple[Invocation, ...]:
    """The invocations that a log tells of, whether Lambda writes it in plain text or as JSON."""
    return together((*invocations(log), *_records(log)))


def _records(log: str) -> Iterator[Invocation]:
    for line in log.split("\n"):
        if '"platform.' not in line:
            continue
        try:
            found = record(json.loads(line))
        except ValueError:
            continue
        if found:
            yield found


def record(obj: object) -> Invocation | None:
    """A platform record of the JSON log format, None for other records."""
    phase = _RECORD_PHASES.get(text(obj, "type"))
    said = mapping(obj, "record")
    if phase is None or not said:
        return None
    duration = _milliseconds(said, "metrics", "durationMs")
    return Invocation(
        phase=text(said, "phase") or phase,
        status=text(said, "status"),
        error_type=text(said, "errorType"),
        function=text(said, "functionName"),
        request=text(said, "requestId"),
        duration=duration if phase == "invoke" else None,
        init_duration=_milliseconds(said, "metrics", "initDurationMs")
        if phase == "invoke"
        else duration,
        memory_size=whole(said, "metrics", "memorySizeMB"),
        memory_used=whole(said, "metrics", "maxMemoryUsedMB"),
    )


def response(obj: Mapping[str, object]) -> tuple[Statement, Invocation]:
    """The answer of an invocation that failed: `{"errorType": ..., "errorMessage": ...}`."""
    kind, message = text(obj, "errorType"), text(obj, "errorMessage")
    return (
        Statement(
            text=": ".join(filter(None, (kind, message))),
            platform=Platform.LAMBDA,
            origin="invoke response",
        ),
        Invocation(
            status="timeout" if "Task timed out" in message else "error",
            error_type=kind,
            request=text(obj, "requestId"),
            line=message,
        ),
    )


def together(told: Iterable[Invocation]) -> tuple[Invocation, ...]:
    """Put what is told of one request into one, the first word of each field counting.

    A start has no request; what is told of it twice is the same in every field.
    """
    found: dict[object, Invocation] = {}
    for one in told:
        key = (one.phase, one.request) if one.request else one
        found[key] = _filled(found[key], one) if key in found else one
    return tuple(found.values())


def _filled(first: Invocation, second: Invocation) -> Invocation:
    """The first with its gaps filled; the line of the report is the one to quote."""
    gaps = {
        field.name: getattr(second, field.name)
        for field in fields(Invocation)
        if getattr(first, field.name) in ("", None)
    }
    if "REPORT" in second.line and "REPORT" not in first.line:
        gaps |= {"line": second.line, "duration": second.duration}
    return replace(first, **gaps)


def _invocation(line: str) -> Invocation | None:
    line = line.strip()
    if report := _REPORT.search(line):
        return _report(line, report["kind"])
    if late := _TIMED_OUT.search(line):
        seconds = _number(late["seconds"]) or 0.0
        request = late["request"] or ""
        return Invocation(
            status="timeout", request=request, duration=round(seconds * 1000, 2), line=line
        )
    if failed := _FAILED.search(line):
        return Invocation(
            status="error",
            error_type="Runtime.ExitError",
            request=failed["request"] or "",
            line=line,
        )
    return None


def _report(line: str, kind: str | None) -> Invocation:
    said = dict(_pairs(line))
    duration = _number(said.get("Duration", ""))
    init = _number(said.get("Init Duration", said.get("Restore Duration", "")))
    return Invocation(
        phase=said.get("Phase", _REPORT_PHASES[kind]),
        status=said.get("Status", ""),
        error_type=said.get("Error Type", ""),
        request=said.get("RequestId", ""),
        duration=duration,
        init_duration=init,
        memory_size=_megabytes(said.get("Memory Size", "")),
        memory_used=_megabytes(said.get("Max Memory Used", "")),
        line=line,
    )


_PAIR = re.compile(
    r"(?P<key>RequestId|Billed Duration|Init Duration|Restore Duration|Duration|Memory Size"
    r"|Max Memory Used|Phase|Status|Error Type): (?P<value>[^\s\\\",]+)"
)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    # Tabs get lost where a report is pasted: the names are known, and no value has a space.
    return ((found["key"], found["value"]) for found in _PAIR.finditer(line))


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def _megabytes(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < _MEGABYTE_DIGITS else None


def _milliseconds(said: object, *path: str) -> float | None:
    return _number(text(said, *path))
