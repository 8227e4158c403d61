"""SARIF 2.1.0, held to its official schema."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from ops.report.check import sarif
from ops.report.check.sarif import as_sarif
from tests.ops.check.rules import RULES

from .reports import EMPTY, FAILED, REPORT


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "registered", lambda: RULES)


def written(report: Any) -> Any:
    """The document."""
    return json.loads(as_sarif(report))


@pytest.mark.parametrize(
    "report", [REPORT, EMPTY, replace(REPORT, findings=[FAILED._replace(file="/abs/a b.yaml")])]
)
def test_valid(report: Any, sarif_schema: Any) -> None:
    """Every report is valid against the official schema."""
    jsonschema.validate(written(report), sarif_schema)


def test_rules() -> None:
    """All are declared, also those that nothing was found for."""
    assert written(EMPTY)["runs"][0]["tool"]["driver"]["rules"] == [
        {
            "id": "image-fixed",
            "shortDescription": {"text": "Images are fixed"},
            "fullDescription": {"text": "Images are fixed"},
            "help": {"text": "Pin the image."},
            "defaultConfiguration": {"level": "error"},
            "properties": {
                "tags": ["CIS 5.5.1", "baseline", "images"],
                "security-severity": "8.0",
            },
            "helpUri": "https://example.com/image-fixed",
        },
        {
            "id": "replicas-enough",
            "shortDescription": {"text": "There are enough replicas"},
            "fullDescription": {"text": "There are enough replicas"},
            "help": {"text": "Raise spec.replicas."},
            "defaultConfiguration": {"level": "warning"},
            "properties": {"tags": ["restricted"], "security-severity": "5.5"},
        },
    ]


def test_results() -> None:
    """Failures and what is not known; waived ones are suppressed, where they are is said."""
    results = written(REPORT)["runs"][0]["results"]
    assert results[0] == {
        "ruleId": "image-fixed",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {"text": "Deployment/shop/web: The image floats: 100%, <b>\n::really."},
        "locations": [
            {
                "logicalLocations": [
                    {
                        "name": "spec.containers[0].image",
                        "fullyQualifiedName": "Deployment/shop/web/server/spec.containers[0].image",
                        "kind": "resource",
                    }
                ],
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "deploy/web%20app.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 12},
                },
            }
        ],
        "partialFingerprints": {"shipshape/v1": f"{FAILED.fingerprint}:1"},
        "suppressions": [],
    }
    assert [(one["kind"], one["level"], one["suppressions"]) for one in results[1:]] == [
        ("open", "none", []),
        (
            "fail",
            "error",
            [{"kind": "external", "status": "accepted", "justification": "No other tag."}],
        ),
        ("fail", "error", [{"kind": "inSource", "status": "accepted", "justification": "Known."}]),
    ]
    assert "physicalLocation" not in results[2]["locations"][0]


def test_a_fingerprint_follows_the_object() -> None:
    """Moving to another file or line changes nothing; the same finding twice is told apart."""
    moved = FAILED._replace(file="elsewhere.yaml", line=99, message="Said otherwise.")
    results = written(replace(REPORT, findings=[moved, FAILED]))["runs"][0]["results"]
    assert [one["partialFingerprints"]["shipshape/v1"] for one in results] == [
        f"{FAILED.fingerprint}:1",
        f"{FAILED.fingerprint}:2",
    ]
    assert FAILED._replace(container="other").fingerprint != FAILED.fingerprint


def test_what_could_not_be_read() -> None:
    """It is a notification, and the run was not successful."""
    [run] = written(REPORT)["runs"]
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [
        (one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]
    ] == [
        ("error", "did not find expected key"),
        ("warning", "nothing needs the waiver of x: remove it"),
    ]
