"""Alerts for Loki's ruler, in Prometheus' format of rule groups with LogQL expressions."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from diagnosis.finding import Severity
from diagnosis.matching import LogPattern

from .selection import LEAST, Export, Line, exportable

SELECTOR = '{namespace=~".+"}'
"""The streams that are searched unless asked otherwise: all of Kubernetes."""
WINDOW = "5m"
_BY = "namespace, pod, container"


def loki_rules(
    patterns: Iterable[LogPattern], selector: str = SELECTOR, least: Severity = LEAST
) -> Export:
    """A file for the ruler: one group a family, one alert a pattern."""
    lines, left = exportable(patterns, least)
    lines.sort(key=lambda one: (one.pattern.id.partition(".")[0], one.pattern.name))
    families = groupby(lines, key=lambda one: one.pattern.id.partition(".")[0])
    groups = [
        {"name": f"shipshape-{family}", "rules": [_alert(one, selector) for one in members]}
        for family, members in families
    ]
    return Export({"groups": groups}, left)


def _alert(line: Line, selector: str) -> dict[str, Any]:
    pattern = line.pattern
    filters = [f"|~ {_quoted(regex)}" for regex in line.all]
    filters += [f"!~ {_quoted(regex)}" for regex in line.unless]
    counted = f"count_over_time({selector} {' '.join(filters)} [{WINDOW}])"
    return {
        "alert": _alert_name(pattern.name),
        "expr": f"sum by ({_BY}) ({counted}) > 0",
        "labels": {
            "severity": str(pattern.severity),
            "finding": pattern.id,
            "pattern": pattern.name,
        },
        "annotations": _annotations(pattern),
    }


def _annotations(pattern: LogPattern) -> Mapping[str, str]:
    told = {
        "summary": pattern.title,
        "cause": pattern.cause,
        "suggestion": pattern.suggest({}),
        "documentation": pattern.documentation,
    }
    return {name: _literal(text) for name, text in told.items() if text}


def _literal(text: str) -> str:
    """Annotations are templates: two braces would begin an action."""
    return text.replace("{{", "{ {")


def _alert_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace(".", "-").split("-"))


def _quoted(regex: str) -> str:
    """A LogQL string; between back ticks nothing is escaped, and none can stand."""
    if "`" not in regex:
        return f"`{regex}`"
    escaped = regex.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
