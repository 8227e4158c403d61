"""Waivers: findings that a team accepts, with a reason, an owner and an end."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import translate
from typing import Any

from drift.exclusions import RULE as DRIFT
from ops.check.checked_file import CheckedFile
from policies.rules.configuration import unknown_rule

LONGEST_DAYS = 180
"""How far ahead a waiver may expire, unless the configuration says otherwise."""

_KEYS = ("rule", "match", "reason", "owner", "expires")
_MATCH = ("kind", "namespace", "name", "container", "file")


@dataclass(frozen=True)
class Waiver:
    """One waiver. `match` has a pattern for each field it names; `place` is its `file:line`."""

    rule: str
    match: Mapping[str, re.Pattern[str]]
    reason: str
    owner: str
    expires: date
    place: str

    def covers(self, rule: str, fields: Mapping[str, str]) -> bool:
        """Whether a finding of this rule with these fields is meant."""
        return rule == self.rule and all(
            pattern.match(fields.get(name, "")) for name, pattern in self.match.items()
        )


def read_waivers(
    text: str, name: str, rules: Collection[str], today: date, longest: int = LONGEST_DAYS
) -> list[Waiver]:
    """The waivers of a file: a list, or a list below the key `waivers`.

    `longest` is the number of days that one may last. Entries of `shipshape drift` are passed
    over: what they match is its own. Raises BadFile with every mistake: unknown keys and rules,
    missing reasons and owners, ends too far off.
    """
    file = CheckedFile.parse(text, name)
    data, path = file.data, ""
    if isinstance(data, dict):
        data, path = file.mapping(data, "", ["waivers"]).get("waivers"), "waivers"
    if data is not None and not isinstance(data, list):
        file.mistake(path, "waivers have to be a list")
        data = []
    found = []
    for index, one in enumerate(data or []):
        if isinstance(one, dict) and one.get("rule") == DRIFT:
            continue
        waiver = _waiver(file, one, f"{path}[{index}]", rules, today + timedelta(days=longest))
        if waiver is not None:
            found.append(waiver)
    file.finish()
    return found


def _waiver(
    file: CheckedFile, data: Any, path: str, rules: Collection[str], latest: date
) -> Waiver | None:
    before = len(file.mistakes)
    fields = file.mapping(data, path, _KEYS)
    if not fields:
        if len(file.mistakes) == before:
            file.mistake(path, f"a waiver has {', '.join(_KEYS)}")
        return None
    rule = file.word(fields, "rule", path)
    if rule and rule not in rules:
        file.mistake(f"{path}.rule", unknown_rule(rule, rules))
    reason, owner = file.word(fields, "reason", path), file.word(fields, "owner", path)
    expires = _expires(file, fields.get("expires"), f"{path}.expires", latest)
    match = _match(file, fields.get("match"), f"{path}.match")
    if expires is None or len(file.mistakes) > before:
        return None
    return Waiver(rule, match, reason, owner, expires, file.place(path))


def _expires(file: CheckedFile, value: Any, path: str, latest: date) -> date | None:
    try:
        expires = date.fromisoformat(str(value))
    except ValueError:
        file.mistake(path, "expires has to be a date such as 2027-01-31")
        return None
    if expires > latest:
        file.mistake(path, f"expires is too far off: {latest} is the latest day allowed")
        return None
    return expires


def _match(file: CheckedFile, data: Any, path: str) -> Mapping[str, re.Pattern[str]]:
    fields = file.mapping(data, path, _MATCH)
    if not fields and not isinstance(data, str | list):
        file.mistake(path, f"match has to name at least one of {', '.join(_MATCH)}")
    patterns = {}
    for key, value in fields.items():
        if not isinstance(value, str):
            file.mistake(f"{path}.{key}", f"{key} has to be text; * stands for any")
            continue
        patterns[key] = re.compile(translate(value))
    return patterns
