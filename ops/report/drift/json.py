"""The report for a machine: one JSON document."""

import json
from typing import Any

from drift.model import Difference
from ops.drift.running import Outcome

VERSION = 1


def as_json(outcome: Outcome) -> str:
    """Write all differences; values of secrets are hashes."""
    document = {
        "version": VERSION,
        "differences": [told(one) for one in outcome.report.differences],
        "summary": outcome.report.summary,
        "compared": outcome.report.compared,
        "faults": list(outcome.report.faults),
        "unread": list(outcome.unread),
    }
    return json.dumps(document, indent=2, default=str)


def told(one: Difference) -> dict[str, Any]:
    """One difference."""
    return {
        "object": one.object,
        "path": one.path,
        "class": str(one.cls),
        "desired": one.desired,
        "live": one.live,
        "manager": one.manager or None,
        "time": one.time or None,
        "reason": one.reason,
        "suggestion": one.suggestion,
        "urn": one.urn or None,
        "ways": {"revert": one.ways.revert, "adopt": one.ways.adopt, "ignore": one.ways.ignore},
    }
