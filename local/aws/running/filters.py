"""Log metric filters: the metrics that log events become. Pure.

Of CloudWatch's pattern language the JSON patterns that select by fields and
plain terms are read; a pattern with anything else matches nothing.
"""

import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

_COMPARISON = re.compile(
    r"\s*\(?\s*(?P<path>\$(?:\.[\w-]+)+)\s*(?P<sign>>=|<=|!=|=|>|<)\s*"
    r'(?:"(?P<text>[^"]*)"|(?P<bare>[^\s"()&|]+))\s*\)?\s*'
)
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def data(
    known: Sequence[Mapping[str, Any]], events: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Namespace and metric data for every event that a filter selects."""
    for each in known:
        for event in events:
            if not matches(str(each["filterPattern"]), str(event["message"])):
                continue
            for change in each["metricTransformations"]:
                value = _value(str(change["metricValue"]), str(event["message"]))
                if value is not None:
                    name = change["metricName"]
                    yield change["metricNamespace"], [{"MetricName": name, "Value": value}]


def matches(pattern: str, message: str) -> bool:
    """Whether a log event is one that the pattern selects."""
    pattern = pattern.strip()
    if not pattern.startswith("{"):
        return all(
            term in message
            for term in re.findall(r'"([^"]*)"|(\S+)', pattern)
            for term in term
            if term
        )
    content = _json(message)
    if content is None:
        return False
    body = pattern.strip("{} ")
    return any(
        all(_holds(part, content) for part in choice.split("&&")) for choice in body.split("||")
    )


def _holds(comparison: str, content: Mapping[str, Any]) -> bool:
    found = _COMPARISON.fullmatch(comparison)
    if found is None:
        return False
    actual = _at(found["path"], content)
    if found["sign"] in _SIGNS:
        limit = _number(found["bare"])
        value = actual if isinstance(actual, int | float) else None
        return value is not None and limit is not None and _SIGNS[found["sign"]](value, limit)
    wanted = found["text"] if found["text"] is not None else found["bare"]
    return _same(actual, wanted) is (found["sign"] == "=")


def _same(actual: object, wanted: str) -> bool:
    if isinstance(actual, int | float) and not isinstance(actual, bool):
        return actual == _number(wanted)
    if isinstance(actual, str):
        return re.fullmatch(re.escape(wanted).replace(r"\*", ".*"), actual) is not None
    return False


def _value(given: str, message: str) -> float | None:
    if not given.startswith("$."):
        return _number(given)
    found = _at(given, _json(message) or {})
    return float(found) if isinstance(found, int | float) else None


def _at(path: str, content: Mapping[str, Any]) -> object:
    found: object = content
    for name in path.removeprefix("$.").split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _json(message: str) -> dict[str, Any] | None:
    try:
        found = json.loads(message)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
