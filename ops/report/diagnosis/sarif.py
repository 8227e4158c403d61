"""The report as SARIF 2.1.0, for code scanning."""

from collections.abc import Mapping
from typing import Any

from diagnosis.finding import Diagnosis, Finding, Kind
from ops.report.sarif import LEVELS, SECURITY_SEVERITY, document

from .reading import by_source, unread

FINGERPRINT = "shipshape/diagnosis/v1"


def as_sarif(diagnosis: Diagnosis) -> str:
    """Write every finding; what could not be read are notifications."""
    rules = {one.id: one for one in reversed(diagnosis.findings)}
    ordered = sorted(rules)
    return document(
        [_rule(rules[name]) for name in ordered],
        [_result(one, ordered.index(one.id), diagnosis) for one in diagnosis.findings],
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {"level": "warning", "message": {"text": one}} for one in unread(diagnosis)
            ],
        },
    )


def _rule(one: Finding) -> Mapping[str, Any]:
    declared: dict[str, Any] = {
        "id": one.id,
        "shortDescription": {"text": one.title},
        "help": {"text": one.suggestion or one.title},
        "defaultConfiguration": {"level": LEVELS[one.severity]},
        "properties": {"tags": ["diagnosis", one.kind.value]},
    }
    if one.severity in SECURITY_SEVERITY:
        declared["properties"]["security-severity"] = SECURITY_SEVERITY[one.severity]
    if one.documentation:
        declared["helpUri"] = one.documentation
    return declared


def _result(one: Finding, index: int, diagnosis: Diagnosis) -> Mapping[str, Any]:
    known = one.kind is not Kind.UNKNOWN
    return {
        "ruleId": one.id,
        "ruleIndex": index,
        "kind": "fail" if known else "open",
        "level": LEVELS[one.severity] if known else "none",
        "message": {"text": _message(one)},
        "locations": [_location(place) for place in one.subjects or (one.owner or one.id,)],
        "partialFingerprints": {FINGERPRINT: f"{one.id}:{one.owner}"},
        "properties": {
            "confidence": one.confidence,
            "rootCause": one.id == diagnosis.root_cause,
            "chain": list(diagnosis.chain) if one.id in diagnosis.chain else [],
        },
    }


def _message(one: Finding) -> str:
    """The title, the lines that prove it, and the way out: viewers show little else."""
    said = [f"{source}: {line}" for source, lines in by_source(one.evidence) for line in lines]
    fix = [f"To fix it: {one.suggestion}"] if one.suggestion else []
    return "\n".join([one.title, *said, *fix])


def _location(place: str) -> Mapping[str, Any]:
    name = place.rpartition("/")[2]
    logical = {"name": name, "fullyQualifiedName": place, "kind": "resource"}
    return {"logicalLocations": [logical]}
