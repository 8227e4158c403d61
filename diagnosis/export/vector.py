"""Transforms for Vector: mark the lines, keep those with a finding, count them."""

from collections.abc import Iterable
from typing import Any

from diagnosis.finding import Severity
from diagnosis.matching import LogPattern

from .rust import rust
from .selection import LEAST, Export, Line, exportable

INPUT = "your_logs"
"""The name of the source that users put in place of this one."""


def vector(patterns: Iterable[LogPattern], source: str = INPUT, least: Severity = LEAST) -> Export:
    """The transforms; the worst pattern that matches is the finding of a line."""
    lines, left = exportable(patterns, least)
    document: dict[str, Any] = {
        "transforms": {
            "shipshape": {"type": "remap", "inputs": [source], "source": _program(lines)},
            "shipshape_findings": {
                "type": "filter",
                "inputs": ["shipshape"],
                "condition": "exists(.shipshape.finding)",
            },
            "shipshape_metrics": {
                "type": "log_to_metric",
                "inputs": ["shipshape_findings"],
                "metrics": [
                    {
                        "type": "counter",
                        "field": "shipshape.finding",
                        "name": "shipshape_findings_total",
                        "tags": {
                            "finding": "{{shipshape.finding}}",
                            "severity": "{{shipshape.severity}}",
                        },
                    }
                ],
            },
        }
    }
    return Export(document, left)


def _program(lines: list[Line]) -> str:
    branches = " else ".join(_branch(one) for one in lines)
    return f'line = string(.message) ?? ""\n{branches}\n'


def _branch(line: Line) -> str:
    conditions = [f"match(line, {_literal(regex)})" for regex in line.all]
    conditions += [f"!match(line, {_literal(regex)})" for regex in line.unless]
    pattern = line.pattern
    fields = (
        ("finding", pattern.id),
        ("severity", str(pattern.severity)),
        ("suggestion", pattern.suggest({})),
    )
    body = "\n".join(f"  .shipshape.{name} = {_text(value)}" for name, value in fields)
    return f"if {' && '.join(conditions)} {{\n{body}\n}}"


def _literal(regex: str) -> str:
    quoted = rust(regex).replace("\\'", "'").replace("'", "\\'")
    return f"r'{quoted}'"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("{{", "\\{{")
    return f'"{escaped}"'
