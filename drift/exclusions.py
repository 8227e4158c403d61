"""Rules that excuse a difference: with a reason, an owner, and an end."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from .model import Class, Difference

RULE = "drift"
"""The word in `rule:` by which a waiver is one of these."""

_RESOURCE = re.compile(r"(?P<type>[\w-]+:[^:]*:(?P<kind>\w+))/(?P<name>.*)", re.DOTALL)
"""`type/name` of an AWS resource; a name may begin with a slash, as those of log groups do."""

_KEYS = ("rule", "match", "reason", "owner", "expires")
_MATCH = ("kind", "namespace", "name", "path", "manager", "class", "type")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Differences that a team accepts. `match` has a pattern for each field that it names.

    In a pattern `*` stands for any text and `?` for one character; everything else is meant
    literally, so that a path such as `spec.containers[name=app].image` can be written as it is.
    """

    match: Mapping[str, str]
    reason: str
    owner: str
    expires: date

    def covers(self, difference: Difference) -> bool:
        """Whether it is this difference that is meant, be the exclusion over or not."""
        fields = _fields(difference)
        return all(matches(pattern, fields.get(name, "")) for name, pattern in self.match.items())


def excuse(difference: Difference, exclusions: Sequence[Exclusion], today: date) -> Difference:
    """Exclude the difference if a rule says so; one that is over is named, and excuses nothing."""
    if not difference.fails or not exclusions:
        return difference
    covering = sorted(
        (one for one in exclusions if one.covers(difference)), key=lambda one: one.expires
    )
    if not covering:
        return difference
    last = covering[-1]
    if last.expires < today:
        over = f"the exclusion by {last.owner} expired on {last.expires}"
        return replace(difference, reason=f"{difference.reason}; {over}")
    reason = f"excluded until {last.expires} by {last.owner}: {last.reason}"
    return replace(difference, cls=Class.EXCLUDED, reason=reason)


def read_exclusions(
    data: object, source: str = "waivers.yaml"
) -> tuple[tuple[Exclusion, ...], tuple[str, ...]]:
    """The exclusions of parsed YAML, and a sentence for each mistake.

    `data` is a list, or a mapping with the list below `waivers`. Entries with another `rule` are
    somebody else's. One that lacks a reason, an owner or an end excuses nothing.
    """
    listed = data.get("waivers") if isinstance(data, dict) else data
    if listed is None:
        return (), ()
    if not isinstance(listed, list):
        return (), (f"{source}: waivers have to be a list",)
    found: list[Exclusion] = []
    faults: list[str] = []
    for index, one in enumerate(listed):
        if isinstance(one, dict) and one.get("rule", RULE) != RULE:
            continue
        mistake = _mistake(one)
        if mistake:
            faults.append(f"{source}: waivers[{index}] {mistake}")
        else:
            found.append(Exclusion(one["match"], one["reason"], one["owner"], _day(one["expires"])))
    return tuple(found), tuple(faults)


def _mistake(one: Any) -> str:
    """What is wrong with an entry; nothing if it is right."""
    if not isinstance(one, dict) or not one:
        return f"has to be a mapping with {', '.join(_KEYS)}"
    for key in one:
        if key not in _KEYS:
            return f"has an unknown key {key!r}: it may have {', '.join(_KEYS)}"
    return _wrong_match(one.get("match")) or _wrong_terms(one)


def _wrong_match(match: Any) -> str:
    if not isinstance(match, dict) or not match or not set(match) <= set(_MATCH):
        return f"needs a match with one or more of {', '.join(_MATCH)}"
    if not all(isinstance(pattern, str) and pattern for pattern in match.values()):
        return "has a match that is no text; * stands for any"
    return ""


def _wrong_terms(one: Mapping[str, Any]) -> str:
    for key in ("reason", "owner"):
        if not isinstance(one.get(key), str) or not one[key].strip():
            return f"has no {key}: nobody can decide later whether it still holds"
    try:
        _day(one.get("expires"))
    except ValueError:
        return "needs a day in expires, such as 2027-01-31"
    return ""


def _day(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])


def matches(pattern: str, value: str) -> bool:
    """Whether a text fits a pattern with `*` and `?`."""
    return _compiled(pattern).fullmatch(value) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"([*?])", pattern)
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(part) or re.escape(part) for part in parts), re.DOTALL)


def _fields(difference: Difference) -> dict[str, str]:
    fields = {
        "path": difference.path,
        "manager": difference.manager,
        "class": str(difference.cls),
    }
    if aws := _RESOURCE.fullmatch(difference.object):
        return {**fields, "type": aws["type"], "name": aws["name"], "kind": aws["kind"]}
    head, _, name = difference.object.rpartition("/")
    kind, _, namespace = head.partition("/")
    return {**fields, "kind": kind, "namespace": namespace, "name": name}
