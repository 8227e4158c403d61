"""What `shipshape status` prints."""

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """A stack as it stands: `updated` is UTC; `health` is what the service said just now."""

    stack: str
    resources: int
    last_kind: str | None
    last_result: str | None
    updated: datetime | None
    url: str | None
    health: str
    well: bool


def as_json(standing: Standing) -> str:
    """Write it for a machine."""
    document = {
        "stack": standing.stack,
        "resources": standing.resources,
        "last": {
            "kind": standing.last_kind,
            "result": standing.last_result,
            "ended": standing.updated.isoformat() if standing.updated else None,
        },
        "url": standing.url,
        "health": standing.health,
        "well": standing.well,
    }
    return json.dumps(document, indent=2)


def as_text(standing: Standing) -> str:
    """Write it for a person."""
    rows = [
        ("stack", standing.stack),
        ("updated", _updated(standing)),
        ("resources", str(standing.resources)),
        ("url", standing.url or "none"),
        ("health", standing.health),
    ]
    return "\n".join(f"{name:<11}{text}" for name, text in rows)


def _updated(standing: Standing) -> str:
    if standing.last_kind is None:
        return "never"
    when = f"{standing.updated:%Y-%m-%d %H:%M} UTC" if standing.updated else "still running"
    return f"{when}, {standing.last_kind}: {standing.last_result}"
