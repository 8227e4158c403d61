"""The reports for machines: JSON, SARIF held to its official schema, and RFC 6902 patches."""

import json
from typing import Any

import jsonschema
import pytest

from drift.model import Class
from ops.drift.running import Outcome
from ops.report.drift.json import as_json
from ops.report.drift.patch import as_patch
from ops.report.drift.sarif import as_sarif

from .outcomes import LONG, NOTHING, outcome

UNREAD = "no access to services in namespace shop"


def test_the_json_document() -> None:
    """Whole: each difference with who, when, why and the ways out."""
    document = json.loads(as_json(outcome()))
    found = document.pop("differences")
    assert document == {
        "version": 1,
        "summary": {"drift": 4, "missing": 1, "excluded": 1},
        "compared": 3,
        "faults": [],
        "unread": [UNREAD],
    }
    [mode] = [one for one in found if one["path"] == "data.MODE"]
    ignore = mode["ways"].pop("ignore")
    assert ignore.startswith("- rule: drift\n  match:\n")
    assert ignore.endswith("expires: 2026-12-23")
    assert mode == {
        "object": "ConfigMap/shop/web",
        "path": "data.MODE",
        "class": "drift",
        "desired": "fast",
        "live": "slow",
        "manager": "kubectl-patch",
        "time": "2026-11-23T09:00:00Z",
        "reason": "somebody changed it by hand",
        "suggestion": "Take it back with `shipshape drift --revert`, or keep it: "
        "declare the live value in the program.",
        "urn": "urn:web",
        "ways": {"revert": "shipshape drift --revert", "adopt": "data:\n  MODE: slow"},
    }


def test_nothing_is_a_document_too() -> None:
    """With the same keys."""
    assert json.loads(as_json(NOTHING)) == {
        "version": 1,
        "differences": [],
        "summary": {},
        "compared": 3,
        "faults": [],
        "unread": [],
    }


@pytest.mark.parametrize("report", [outcome(), NOTHING])
def test_valid_sarif(report: Outcome, sarif_schema: Any) -> None:
    """Every report is valid against the official schema."""
    jsonschema.validate(json.loads(as_sarif(report)), sarif_schema)


def test_sarif_tells_failures_from_the_rest() -> None:
    """A rule a class; what is excused is suppressed; what was not read is a notification."""
    [run] = json.loads(as_sarif(outcome()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [f"drift-{cls}" for cls in Class]
    results = {one["message"]["text"].partition(": ")[0]: one for one in run["results"]}
    mode, more = results["ConfigMap/shop/web/data.MODE"], results["ConfigMap/shop/web/data.more"]
    assert rules[mode["ruleIndex"]]["id"] == mode["ruleId"] == "drift-drift"
    assert (mode["kind"], mode["level"], mode["suppressions"]) == ("fail", "error", [])
    assert mode["message"]["text"].endswith(", changed by kubectl-patch")
    assert (more["kind"], more["level"]) == ("informational", "none")
    [excuse] = more["suppressions"]
    assert excuse["justification"] == "excluded until 2027-01-31 by shop: an experiment"
    prints = [one["partialFingerprints"]["shipshape/v1"] for one in run["results"]]
    assert len({*prints}) == len(prints)
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [UNREAD]


def test_patches_lead_back_and_leave_secrets_out() -> None:
    """An object that is missing has none: it has to be made."""
    assert json.loads(as_patch(outcome())) == {
        "version": 1,
        "patches": [
            {
                "object": "ConfigMap/shop/web",
                "patch": [
                    {"op": "replace", "path": "/data/MODE", "value": "fast"},
                    {"op": "replace", "path": "/data/image", "value": LONG},
                    {"op": "replace", "path": "/data/page", "value": "a\nb\n"},
                ],
                "left_out": [],
            },
            {
                "object": "Secret/shop/keys",
                "patch": [],
                "left_out": ["Secret/shop/keys data.TOKEN: it is a secret, which no patch shows"],
            },
        ],
    }


def test_no_secret_in_any_document() -> None:
    """Neither what is declared nor what is live, plain or encoded."""
    for written in (as_json, as_sarif, as_patch):
        said = written(outcome())
        assert "not-a-real" not in said
        assert "bm90LWEtcmVhb" not in said
