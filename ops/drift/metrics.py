"""Drift as metrics: a file for node_exporter's textfile collector, in Prometheus' text format."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_AWS = re.compile(r"[\w-]+:[^:]*:(\w+)/")


def as_metrics(report: Mapping[str, Any], stack: str, now: datetime) -> str:
    """The metrics of a report: differences by class and kind, what was not read, when we looked.

    A class or kind without a difference has no series; `max_over_time` and `absent` know of it.
    """
    return "\n".join(_lines(report, stack, now)) + "\n"


def kind_of(object_: str) -> str:
    """The kind in a report's name of an object: `Deployment/shop/web`, `aws:...:Function/chat`."""
    aws = _AWS.match(object_)
    return aws[1] if aws else object_.partition("/")[0]


def _lines(report: Mapping[str, Any], stack: str, now: datetime) -> Iterator[str]:
    name = _escaped(stack)
    yield from _head("differences", "Fields and objects that differ from what is declared.")
    counted = Counter((one["class"], kind_of(one["object"])) for one in report["differences"])
    for (cls, kind), count in sorted(counted.items()):
        labels = f'stack="{name}",class="{_escaped(cls)}",kind="{_escaped(kind)}"'
        yield f"shipshape_drift_differences{{{labels}}} {count}"
    yield from _head("compared", "Objects that were compared.")
    yield f'shipshape_drift_compared{{stack="{name}"}} {report.get("compared", 0)}'
    yield from _head("unread", "Sentences on what could not be looked at or compared.")
    unread = len(report.get("unread") or ()) + len(report.get("faults") or ())
    yield f'shipshape_drift_unread{{stack="{name}"}} {unread}'
    yield from _head("last_inspection_timestamp_seconds", "When the last inspection ended.")
    moment = f"{now.timestamp():.0f}"
    yield f'shipshape_drift_last_inspection_timestamp_seconds{{stack="{name}"}} {moment}'


def _head(name: str, text: str) -> Iterator[str]:
    yield f"# HELP shipshape_drift_{name} {text}"
    yield f"# TYPE shipshape_drift_{name} gauge"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
