"""The report as SARIF 2.1.0, for code scanning."""

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ops.check.finding import Finding, Report
from ops.report.sarif import LEVELS, SECURITY_SEVERITY, document
from policies.rules import registered
from policies.rules.model import Rule, Verdict

FINGERPRINT = "shipshape/v1"


def as_sarif(report: Report) -> str:
    """Write failures and what is not known; every rule is declared, asked or not."""
    rules = {**registered(), **{one.id: one for one in report.rules}}
    ordered = [rules[name] for name in sorted(rules)]
    places = {one.id: index for index, one in enumerate(ordered)}
    seen: Counter[str] = Counter()
    results = []
    for one in report.findings:
        if one.verdict is not Verdict.PASS:
            seen[one.fingerprint] += 1
            results.append(_result(one, places[one.rule.id], seen[one.fingerprint]))
    return document([_rule(one) for one in ordered], results, _invocation(report))


def _rule(rule: Rule) -> Mapping[str, Any]:
    declared: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.title},
        "help": {"text": rule.remediation},
        "defaultConfiguration": {"level": LEVELS[rule.severity.value]},
        "properties": {
            "tags": sorted({rule.profile.value, *rule.tags, *rule.frameworks}),
            "security-severity": SECURITY_SEVERITY[rule.severity.value],
        },
    }
    if rule.link:
        declared["helpUri"] = rule.link
    return declared


def _result(one: Finding, index: int, occurrence: int) -> Mapping[str, Any]:
    failed = one.verdict is Verdict.FAIL
    return {
        "ruleId": one.rule.id,
        "ruleIndex": index,
        "kind": "fail" if failed else "open",
        "level": str(one.level) if failed else "none",
        "message": {"text": f"{one.object}: {one.message or one.rule.title}"},
        "locations": [_location(one)],
        "partialFingerprints": {FINGERPRINT: f"{one.fingerprint}:{occurrence}"},
        "suppressions": _suppressions(one),
    }


def _location(one: Finding) -> Mapping[str, Any]:
    parts = [one.object, *([one.container] if one.container else []), one.path]
    logical = {
        "name": one.path or one.container or one.object,
        "fullyQualifiedName": "/".join(part for part in parts if part),
        "kind": "resource",
    }
    location: dict[str, Any] = {"logicalLocations": [logical]}
    if one.line:
        location["physicalLocation"] = {
            "artifactLocation": _artifact(one.file),
            "region": {"startLine": one.line},
        }
    return location


def _artifact(file: str) -> Mapping[str, str]:
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}


def _suppressions(one: Finding) -> list[Mapping[str, str]]:
    if one.excuse is None:
        return []
    kind = "inSource" if one.excuse.in_place else "external"
    return [{"kind": kind, "status": "accepted", "justification": one.excuse.reason}]


def _invocation(report: Report) -> Mapping[str, Any]:
    notes = [
        {
            "level": "error" if one.broken else "warning",
            "message": {"text": one.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _artifact(one.file),
                        "region": {"startLine": max(one.line, 1)},
                    }
                }
            ],
        }
        for one in report.troubles
    ]
    broken = any(one.broken for one in report.troubles)
    return {"executionSuccessful": not broken, "toolExecutionNotifications": notes}
