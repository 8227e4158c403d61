"""What the daemon and its callers tell each other, as JSON files in the run folder.

`desired.json`   what shall run, written by callers
`status.json`    how it is, written by the daemon after every change
`daemon.json`    which process is the daemon
`services/NAME.json`  which process is a service, and what it was started from
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from local.files import write as replace_text
from local.service import Readiness, Service
from local.supervisor.process import Identity

State = Literal["waiting", "starting", "ready", "backing-off"]


@dataclass(frozen=True)
class Record:
    """A service's process; `fingerprint` is what it was started from, `since` a Unix time."""

    name: str
    identity: Identity
    fingerprint: str
    since: float


@dataclass(frozen=True)
class ServiceStatus:
    """How one service is.

    `restarts` counts since the daemon runs, `failures` the deaths in a row
    before it was ready, `since` is the Unix time of the state, `resident` the
    memory in bytes (0 if it has no process).
    """

    name: str
    state: State
    pid: int | None
    restarts: int
    failures: int
    since: float
    fingerprint: str
    resident: int = 0


@dataclass(frozen=True)
class Files:
    """Where the files lie: all below `<run>/supervisor`."""

    run: Path
    logs: Path

    @property
    def folder(self) -> Path:
        """The supervisor's own folder."""
        return self.run / "supervisor"

    @property
    def desired(self) -> Path:
        """What shall run."""
        return self.folder / "desired.json"

    @property
    def status(self) -> Path:
        """How it is."""
        return self.folder / "status.json"

    @property
    def daemon(self) -> Path:
        """The daemon's identity."""
        return self.folder / "daemon.json"

    def record(self, name: str) -> Path:
        """A service's identity."""
        return self.folder / "services" / f"{name}.json"

    def log(self, name: str) -> Path:
        """A service's output."""
        return self.logs / f"{name}.log"


def fingerprint(service: Service) -> str:
    """A short name for what a service is started from: a change of it means a restart."""
    what = json.dumps([service.command, sorted(service.environment.items())])
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def write(path: Path, value: object) -> None:
    """Write JSON so that a reader, or a kill, never meets half of it. Mode 0600."""
    replace_text(path, json.dumps(value, indent=1), 0o600)


def read(path: Path) -> Any:
    """Read JSON; None if there is no such file, or an empty one after a power cut."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def write_desired(files: Files, services: Iterable[Service]) -> None:
    """Say what shall run."""
    write(files.desired, [asdict(service) for service in services])


def read_desired(files: Files) -> list[Service]:
    """What shall run; empty if nothing was ever asked for."""
    return [_service(entry) for entry in read(files.desired) or []]


def write_record(files: Files, record: Record) -> None:
    """Remember a service's process."""
    write(files.record(record.name), asdict(record))


def read_record(files: Files, name: str) -> Record | None:
    """The process a service was last seen as."""
    entry = read(files.record(name))
    if entry is None:
        return None
    return Record(**{**entry, "identity": Identity(**entry["identity"])})


def read_records(files: Files) -> list[Record]:
    """Every service's last known process, by name."""
    names = sorted(file.stem for file in (files.folder / "services").glob("*.json"))
    return [record for name in names if (record := read_record(files, name))]


def revision(services: Iterable[Service]) -> str:
    """A short name for all that shall run: tells which wish a status answers."""
    what = json.dumps([asdict(service) for service in services])
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def write_status(files: Files, answered: str, statuses: Iterable[ServiceStatus]) -> None:
    """Say how it is, and to which revision of the wishes that is the answer."""
    entries = [asdict(status) for status in statuses]
    write(files.status, {"answered": answered, "services": entries})


def read_status(files: Files) -> list[ServiceStatus]:
    """How it was when the daemon last wrote; empty if it never did."""
    return [ServiceStatus(**service) for service in _status(files)["services"]]


def read_answered(files: Files) -> str:
    """The revision of the wishes that the daemon last took up; empty if none."""
    return str(_status(files)["answered"])


def _status(files: Files) -> dict[str, Any]:
    entry = read(files.status)
    # An older daemon wrote a list; it is replaced at the next `start`.
    return entry if isinstance(entry, dict) else {"answered": "", "services": []}


def write_daemon(files: Files, identity: Identity, version: str) -> None:
    """Remember the daemon's process and which code it runs."""
    write(files.daemon, {"identity": asdict(identity), "version": version})


def read_daemon(files: Files) -> tuple[Identity, str] | None:
    """The daemon's last known process and the code it runs."""
    entry = read(files.daemon)
    return None if entry is None else (Identity(**entry["identity"]), entry["version"])


def _service(entry: dict[str, Any]) -> Service:
    readiness = dict(entry["readiness"])
    if readiness["tcp"] is not None:
        readiness["tcp"] = (readiness["tcp"][0], readiness["tcp"][1])
    lists = {key: tuple(entry[key]) for key in ("command", "after", "ports")}
    return Service(**{**entry, **lists, "readiness": Readiness(**readiness)})
