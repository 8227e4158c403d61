"""The report for a program."""

import json

from ops.report.check.json import as_json

from .reports import EMPTY, REPORT

MESSAGE = "The image floats: 100%, <b>\n::really."


def result(**changes: object) -> dict[str, object]:
    """The failed finding as JSON, with changes."""
    return {
        "rule": "image-fixed",
        "severity": "high",
        "verdict": "fail",
        "level": "error",
        "object": "Deployment/shop/web",
        "container": "server",
        "path": "spec.containers[0].image",
        "file": "deploy/web app.yaml",
        "line": 12,
        "message": MESSAGE,
        "remediation": "Pin the image.",
        "waived": False,
        **changes,
    }


WAIVED = {"object": "Pod//old", "file": "cluster:shop", "line": 0, "waived": True}


def test_json() -> None:
    """Every verdict, passes too; what was troublesome; the counts."""
    assert json.loads(as_json(REPORT)) == {
        "version": 1,
        "results": [
            result(),
            result(verdict="pass", container="proxy", path="spec", message="", line=13),
            result(
                rule="replicas-enough",
                severity="medium",
                verdict="unknown",
                level="warning",
                container="",
                path="spec.replicas",
                line=7,
                message="not known yet",
                remediation="Raise spec.replicas.",
            ),
            result(
                **WAIVED,
                waiver={
                    "reason": "No other tag.",
                    "owner": "team",
                    "expires": "2027-01-01",
                    "source": "waivers.yaml:3",
                },
            ),
            result(
                **WAIVED,
                waiver={
                    "reason": "Known.",
                    "owner": "",
                    "expires": "",
                    "source": "Pod//old: metadata.annotations",
                },
            ),
        ],
        "messages": [
            {
                "file": "broken.yaml",
                "line": 3,
                "message": "did not find expected key",
                "broken": True,
            },
            {
                "file": "waivers.yaml",
                "line": 9,
                "message": "nothing needs the waiver of x: remove it",
                "broken": False,
            },
        ],
        "summary": {
            "objects": 2,
            "rules": 2,
            "pass": 1,
            "fail": 3,
            "unknown": 1,
            "waived": 2,
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "broken": 1,
        },
    }


def test_nothing() -> None:
    """An empty report is a whole document, too."""
    assert json.loads(as_json(EMPTY))["results"] == []
