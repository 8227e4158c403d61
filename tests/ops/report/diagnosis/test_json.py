"""The report for a program, as a whole."""

import json

from ops.report.diagnosis.json import as_json
from tests.ops.report.diagnosis.diagnoses import FAILING, HEALTHY, KEY, UNKNOWN


def test_a_failure() -> None:
    """Everything by name; what could not be read stands apart from what was looked at."""
    told = json.loads(as_json(FAILING))
    first, *others = told.pop("findings")
    assert told == {
        "version": 1,
        "verdict": "failing",
        "root_cause": "ai.key_missing",
        "chain": ["ai.key_missing", "crash.app_exit", "crash.loop"],
        "looked_at": ["namespace shop: 2 of 2 pods, 3 workloads, 9 events"],
        "unread": ["no access to nodes"],
        "unmatched": [],
    }
    assert first == {
        "id": "ai.key_missing",
        "kind": "cause",
        "severity": "critical",
        "title": "The model provider's API key is missing",
        "owner": "Deployment/shop/web",
        "evidence": [{"source": one.source, "line": one.line} for one in KEY.evidence],
        "suggestion": KEY.suggestion,
        "confidence": "high",
        "subjects": ["Pod/shop/web-1-a/app", "Pod/shop/web-1-b/app"],
        "documentation": KEY.documentation,
    }
    assert [one["id"] for one in others] == ["crash.loop", "probe.timeout"]


def test_healthy() -> None:
    """No root cause, no findings."""
    assert json.loads(as_json(HEALTHY)) == {
        "version": 1,
        "verdict": "healthy",
        "root_cause": None,
        "chain": [],
        "findings": [],
        "looked_at": ["logs.txt: 100 lines of log"],
        "unread": [],
        "unmatched": [],
    }


def test_unknown() -> None:
    """No root cause, one finding that says so, and the lines to read."""
    told = json.loads(as_json(UNKNOWN))
    assert (told["verdict"], told["root_cause"]) == ("unknown", None)
    assert [(one["id"], one["kind"]) for one in told["findings"]] == [("unknown", "unknown")]
    assert told["unmatched"] == [
        {"source": "logs.txt:7", "line": "frobnicator: ``` lost its marbles"}
    ]
