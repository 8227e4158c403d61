"""What the policies say of a state: read from the engine's events, told in a few lines. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One finding of a policy: its level, the resource's URN and name, and what it says."""

    level: str
    urn: str
    message: str


@dataclass(frozen=True)
class Verdicts:
    """All findings on one state, worst first."""

    findings: tuple[Finding, ...]

    @property
    def mandatory(self) -> tuple[Finding, ...]:
        """Those that must not be."""
        return tuple(one for one in self.findings if one.level == "mandatory")


def read_verdicts(events: str) -> Verdicts | None:
    """Read the engine's events, one JSON document a line; None if it did not come to an end."""
    read = list(_documents(events))
    if not any("summaryEvent" in one for one in read):
        return None
    found = [_finding(one["policyEvent"]) for one in read if "policyEvent" in one]
    return Verdicts(tuple(sorted(found, key=lambda one: (one.level != "mandatory", one.urn))))


def told(verdicts: Verdicts) -> str:
    """One line: `no findings`, or how many of each level."""
    mandatory = len(verdicts.mandatory)
    advice = len(verdicts.findings) - mandatory
    counted = ((mandatory, "to repair"), (advice, "to consider"))
    return ", ".join(f"{count} {what}" for count, what in counted if count) or "no findings"


def listed(verdicts: Verdicts) -> str:
    """Every finding with the resource it is about."""
    lines = []
    for one in verdicts.findings:
        name = one.urn.rpartition("::")[2]
        text = one.message.replace("\n", "\n    ")
        lines.append(f"  [{one.level}] {name}: {text}")
    return "\n".join(lines)


def _finding(event: Any) -> Finding:
    message = str(event.get("message", "")).strip()
    return Finding(str(event.get("enforcementLevel", "")), event.get("resourceUrn", ""), message)


def _documents(events: str) -> Iterator[dict[str, Any]]:
    for line in events.splitlines():
        try:
            document = json.loads(line)
        except ValueError:
            continue
        if isinstance(document, dict):
            yield document
