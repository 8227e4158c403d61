"""A transform processor and a count connector for the OpenTelemetry Collector (contrib)."""

from collections.abc import Iterable
from typing import Any

from diagnosis.finding import Severity
from diagnosis.matching import LogPattern

from .selection import LEAST, Export, Line, exportable

FINDING, SEVERITY, SUGGESTION = (
    f"shipshape.{name}" for name in ("finding", "severity", "suggestion")
)
METRIC = "shipshape.findings"


def collector(patterns: Iterable[LogPattern], least: Severity = LEAST) -> Export:
    """The parts to merge into a collector's configuration.

    Records that match carry the finding, its severity and what to do as attributes; the connector
    counts them by finding. Where several patterns match, the worst one stays.
    """
    lines, left = exportable(patterns, least)
    statements = [each for one in reversed(lines) for each in _statements(one)]
    counted = {
        "description": "Log records in which Shipshape's patterns see a finding",
        "conditions": [f'attributes["{FINDING}"] != nil'],
        "attributes": [{"key": FINDING}, {"key": SEVERITY}],
    }
    document: dict[str, Any] = {
        "processors": {
            "transform/shipshape": {
                "error_mode": "ignore",
                "log_statements": [{"context": "log", "statements": statements}],
            }
        },
        "connectors": {"count/shipshape": {"logs": {METRIC: counted}}},
    }
    return Export(document, left)


def _statements(line: Line) -> list[str]:
    conditions = [f"IsMatch(body, {_quoted(regex)})" for regex in line.all]
    conditions += [f"not IsMatch(body, {_quoted(regex)})" for regex in line.unless]
    where = " and ".join(conditions)
    pattern = line.pattern
    values = (
        (FINDING, pattern.id),
        (SEVERITY, str(pattern.severity)),
        (SUGGESTION, pattern.suggest({})),
    )
    return [f'set(attributes["{key}"], {_quoted(value)}) where {where}' for key, value in values]


def _quoted(text: str) -> str:
    """A string of OTTL, which unquotes as Go does."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
