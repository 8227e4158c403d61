"""SARIF 2.1.0, held to its official schema."""

import json
from typing import Any

import jsonschema
import pytest

from diagnosis.finding import Diagnosis
from ops.report.diagnosis.sarif import as_sarif
from tests.ops.report.diagnosis.diagnoses import EVERY, FAILING, KEY, UNKNOWN


def run(diagnosis: Diagnosis) -> Any:
    """The one run of a document."""
    (only,) = json.loads(as_sarif(diagnosis))["runs"]
    return only


@pytest.mark.parametrize("diagnosis", EVERY.values(), ids=EVERY)
def test_valid(diagnosis: Diagnosis, sarif_schema: Any) -> None:
    """Every report is valid against the official schema."""
    jsonschema.validate(json.loads(as_sarif(diagnosis)), sarif_schema)


def test_rules() -> None:
    """One for each finding, with its advice."""
    told = run(FAILING)["tool"]["driver"]["rules"]
    assert [one["id"] for one in told] == ["ai.key_missing", "crash.loop", "probe.timeout"]
    assert told[0] == {
        "id": "ai.key_missing",
        "shortDescription": {"text": KEY.title},
        "help": {"text": KEY.suggestion},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["diagnosis", "cause"], "security-severity": "9.5"},
        "helpUri": KEY.documentation,
    }


def test_results() -> None:
    """The places, the evidence within the message, and which one is the cause."""
    first, loop, probe = run(FAILING)["results"]
    assert first == {
        "ruleId": "ai.key_missing",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {
            "text": "The model provider's API key is missing\n"
            f"logs web-1-a/app (previous):41: {KEY.evidence[0].line}\n"
            "state Pod/shop/web-1-a/app: last terminated: Error, exit code 1, 3 restarts\n"
            "event Warning/BackOff: Back-off restarting    failed container\n"
            f"To fix it: {KEY.suggestion}"
        },
        "locations": [
            {
                "logicalLocations": [
                    {
                        "name": "app",
                        "fullyQualifiedName": f"Pod/shop/web-1-{pod}/app",
                        "kind": "resource",
                    }
                ]
            }
            for pod in "ab"
        ],
        "partialFingerprints": {"shipshape/diagnosis/v1": "ai.key_missing:Deployment/shop/web"},
        "properties": {
            "confidence": "high",
            "rootCause": True,
            "chain": ["ai.key_missing", "crash.app_exit", "crash.loop"],
        },
    }
    assert (loop["properties"]["rootCause"], loop["level"]) == (False, "error")
    assert probe["properties"] == {"confidence": "medium", "rootCause": False, "chain": []}


def test_what_is_not_known_is_open() -> None:
    """An answer that is none is no failure of a rule; what was not read is told."""
    (only,) = run(UNKNOWN)["results"]
    assert (only["kind"], only["level"]) == ("open", "none")
    assert run(FAILING)["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {"level": "warning", "message": {"text": "no access to nodes"}}
            ],
        }
    ]
