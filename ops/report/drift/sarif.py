"""The report as SARIF 2.1.0: one rule a class, fingerprints from object and path."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from drift.model import Class, Difference
from ops.drift.running import Outcome
from ops.report.sarif import document

FINGERPRINT = "shipshape/v1"
_TITLES = {
    Class.DRIFT: "A live object differs from what is declared",
    Class.OWNED_BY_OTHER: "Another controller owns this field",
    Class.DEFAULTED: "The API server filled this in",
    Class.INJECTED: "An admission webhook wrote this",
    Class.MISSING: "A declared object is not there",
    Class.UNMANAGED: "An object is declared nowhere",
    Class.EXCLUDED: "A waiver excuses this difference",
}


def as_sarif(outcome: Outcome) -> str:
    """Write all differences; those that fail are errors, excluded ones are suppressed."""
    places = {cls: index for index, cls in enumerate(Class)}
    rules = [_rule(cls) for cls in Class]
    results = [_result(one, places[one.cls]) for one in outcome.report.differences]
    sentences = (*outcome.report.faults, *outcome.unread)
    invocation = {
        "executionSuccessful": not sentences,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": one}} for one in sentences
        ],
    }
    return document(rules, results, invocation)


def _rule(cls: Class) -> Mapping[str, Any]:
    title = {"text": _TITLES[cls]}
    return {"id": f"drift-{cls}", "shortDescription": title, "fullDescription": title}


def _result(one: Difference, index: int) -> Mapping[str, Any]:
    name = f"{one.object}/{one.path}".rstrip("/")
    who = f", changed by {one.manager}" if one.manager else ""
    logical = {"name": one.path or one.object, "fullyQualifiedName": name, "kind": "resource"}
    suppressions = [{"kind": "external", "status": "accepted", "justification": one.reason}]
    return {
        "ruleId": f"drift-{one.cls}",
        "ruleIndex": index,
        "kind": "fail" if one.fails else "informational",
        "level": "error" if one.fails else "none",
        "message": {"text": f"{name}: {one.reason or _TITLES[one.cls]}{who}"},
        "locations": [{"logicalLocations": [logical]}],
        "partialFingerprints": {FINGERPRINT: sha256(f"{one.cls}:{name}".encode()).hexdigest()},
        "suppressions": suppressions if one.cls is Class.EXCLUDED else [],
    }
