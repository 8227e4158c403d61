"""A report as `shipshape drift --output json` writes it."""

from typing import Any

SCALED = {
    "object": "Deployment/shop/web",
    "path": "spec.replicas",
    "class": "drift",
    "desired": 2,
    "live": 5,
    "manager": "kubectl-scale",
    "time": "2026-11-23T09:00:00Z",
    "suggestion": "Put it back, or adopt it.",
}
REPORT: dict[str, Any] = {
    "version": 1,
    "differences": [
        SCALED,
        {**SCALED, "path": "spec.paused"},
        {**SCALED, "object": "Service/shop/web", "path": "", "class": "missing", "live": None},
        {**SCALED, "object": "aws:cloudwatch/logGroup:LogGroup//aws/lambda/chat"},
    ],
    "summary": {"drift": 3, "missing": 1},
    "compared": 12,
    "faults": ["ConfigMap/shop/web was not read"],
    "unread": ["no access to secrets"],
}
