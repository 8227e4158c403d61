"""What an inspection left behind: `.shipshape/drift/<stack>.json`, for whoever can't look itself.

The policy pack sees inputs only; it reads here who changed what. The file holds no secret value:
those of the report are hashes.

    {"version": 1, "stack": "dev", "time": "2026-11-23T10:00:00Z", "desired": "sha256:...",
     "changes": [{"urn": "urn:pulumi:...", "object": "Deployment/shop/web",
                  "path": "spec.replicas", "manager": "kubectl-scale", "time": "2026-..."}],
     "report": {"version": 1, "differences": [...], "summary": {...}, ...}}

`changes` are those of others that nobody has reconciled: what the pack's rule goes by.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ops.drift.declared import Declared
from ops.drift.placing import place

VERSION = 1
FOLDER = Path(".shipshape", "drift")
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Recorded:
    """An inspection: when it looked (with a time zone), what was declared then, what it found.

    `desired` is the `fingerprint` of what was declared, `report` the document of `--output json`,
    `changes` are those of others, each with its resource's URN.
    """

    time: datetime
    desired: str
    report: Mapping[str, Any]
    changes: tuple[Mapping[str, str], ...] = ()


def place_of(folder: Path, stack: str) -> Path:
    """Where a stack's inspection is kept; `folder` is the project's."""
    return folder / FOLDER / f"{stack.rpartition('/')[2]}.json"


def fingerprint(declared: Declared) -> str:
    """One hash of all that is declared: the same as long as nothing of it changes."""
    objects = [one for each in declared.clusters.values() for one in each]
    plain: list[tuple[str, object]] = [(one.urn, one.object) for one in objects]
    plain += [(one.urn, one.inputs) for one in declared.resources]
    text = json.dumps(sorted(plain, key=lambda one: one[0]), sort_keys=True, default=str)
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def record(folder: Path, stack: str, found: Recorded) -> Path:
    """Keep an inspection in place of the one before. Raises OSError."""
    path = place_of(folder, stack)
    document = {
        "version": VERSION,
        "stack": stack.rpartition("/")[2],
        "time": found.time.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "desired": found.desired,
        "changes": found.changes,
        "report": found.report,
    }
    place(path, json.dumps(document, indent=2, default=str) + "\n", _OWNER_ONLY)
    return path


def recorded(folder: Path, stack: str) -> Recorded | None:
    """The last inspection that was kept; None if there is none, or it can't be understood."""
    try:
        data = json.loads(place_of(folder, stack).read_text(encoding="utf-8"))
        if data["version"] != VERSION or not isinstance(data["report"], dict):
            return None
        time, changes = datetime.fromisoformat(data["time"]), tuple(data["changes"])
        return (
            Recorded(time, str(data["desired"]), data["report"], changes) if time.tzinfo else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path, stack: str) -> None:
    """Remove what was kept: an update has settled it. Raises OSError."""
    place_of(folder, stack).unlink(missing_ok=True)
