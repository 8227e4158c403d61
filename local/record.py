"""What the last `up` chose, so that `env`, `status`, `down` and `clean` need not look again."""

import json
from dataclasses import asdict, dataclass

from local.choice import Choice
from local.files import write
from local.paths import Paths


@dataclass(frozen=True)
class Record:
    """The choice, and whether the embedded engine is the official download."""

    choice: Choice
    official: bool


def save(paths: Paths, record: Record) -> None:
    """Write the record; a killed write leaves the earlier one."""
    paths.state.mkdir(parents=True, exist_ok=True)
    write(paths.state / "platform.json", json.dumps(asdict(record), indent=2) + "\n")


def load(paths: Paths) -> Record | None:
    """The last record, or None before the first `up`."""
    try:
        data = json.loads((paths.state / "platform.json").read_text())
        return Record(choice=Choice(**data["choice"]), official=bool(data["official"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
