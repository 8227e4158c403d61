"""The project's waivers, as `shipshape check` takes them: a waived finding becomes advice. Pure.

What is wrong with a waiver `shipshape check` explains; here it excuses nothing, and is named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any

import yaml

from ..rules.model import Result
from ..rules.pulumi_resource import Resource

FILE = "waivers.yaml"
DRIFT = "drift"
"""The rule that entries of `shipshape drift` name: they are its own."""
# The longest a waiver may last unless the check's own configuration says otherwise.
LONGEST = timedelta(days=180)
_FIELDS = frozenset({"kind", "namespace", "name", "container", "file"})
_KEYS = frozenset({"rule", "match", "reason", "owner", "expires"})


@dataclass(frozen=True)
class Waiver:
    """An accepted finding: of which rule and object, why, by whom, and until when."""

    rule: str
    match: Mapping[str, str]
    reason: str
    owner: str
    expires: date

    def covers(self, result: Result) -> bool:
        """Whether it is this finding that is accepted."""
        fields = _fields(result)
        return self.rule == result.rule.id and all(
            fnmatchcase(fields.get(name, ""), pattern) for name, pattern in self.match.items()
        )

    def __str__(self) -> str:
        return f"Waived until {self.expires} by {self.owner}: {self.reason}"


def read_waivers(text: str, rules: Collection[str], today: date) -> tuple[list[Waiver], list[str]]:
    """The waivers in force, and a sentence for each that excuses nothing."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError:
        return [], [f"{FILE} is no YAML: `shipshape check` says where"]
    listed = document.get("waivers") if isinstance(document, dict) else document
    found, faults = [], []
    for index, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict) and one.get("rule") == DRIFT:
            continue
        waiver = _waiver(one, rules)
        if waiver is None or waiver.expires > today + LONGEST:
            faults.append(f"{FILE}: waiver {index + 1} is not valid: `shipshape check` says why")
        elif waiver.expires >= today:
            found.append(waiver)
    return found, faults


def _waiver(one: Any, rules: Collection[str]) -> Waiver | None:
    if not isinstance(one, dict) or set(one) != _KEYS or one["rule"] not in rules:
        return None
    match, words = one["match"], (one["reason"], one["owner"])
    if not isinstance(match, dict) or not match or not set(match) <= _FIELDS:
        return None
    if not all(isinstance(word, str) and word.strip() for word in (*words, *match.values())):
        return None
    try:
        expires = date.fromisoformat(str(one["expires"]))
    except ValueError:
        return None
    return Waiver(one["rule"], match, one["reason"], one["owner"], expires)


def _fields(result: Result) -> dict[str, str]:
    subject = result.subject
    fields = {"container": result.container}
    if isinstance(subject, Resource):
        return {**fields, "kind": subject.kind, "name": subject.name}
    kind, namespace, name = subject.key.split("/", 2)
    return {**fields, "kind": kind, "namespace": namespace, "name": name}
