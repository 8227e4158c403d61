"""The report for a program: one JSON document."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from diagnosis.finding import Diagnosis, Evidence, Finding

from .reading import looked_at, unread

VERSION = 1


def as_json(diagnosis: Diagnosis) -> str:
    """Write all of it; `root_cause` is null where all is well, and where nothing says why."""
    return json.dumps(
        {
            "version": VERSION,
            "verdict": diagnosis.verdict,
            "root_cause": diagnosis.root_cause,
            "chain": list(diagnosis.chain),
            "findings": [finding(one) for one in diagnosis.findings],
            "looked_at": looked_at(diagnosis),
            "unread": unread(diagnosis),
            "unmatched": _lines(diagnosis.unmatched),
        },
        indent=2,
    )


def finding(one: Finding) -> Mapping[str, Any]:
    """A finding by the names of its fields."""
    return {
        "id": one.id,
        "kind": one.kind,
        "severity": one.severity,
        "title": one.title,
        "owner": one.owner,
        "evidence": _lines(one.evidence),
        "suggestion": one.suggestion,
        "confidence": one.confidence,
        "subjects": list(one.subjects),
        "documentation": one.documentation,
    }


def _lines(evidence: Iterable[Evidence]) -> list[Mapping[str, str]]:
    return [{"source": one.source, "line": one.line} for one in evidence]
