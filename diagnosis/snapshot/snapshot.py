"""The whole picture, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from .containers import Container
from .events import Event
from .logs import Log
from .objects import Node, Reference, Service, Workload
from .pods import Pod
from .serverless import Invocation
from .statements import Platform, Statement

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured value, as Prometheus names it."""

    name: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that is known about a failure at the moment `taken`.

    `history` are earlier observations of pods, oldest first, where a watch was recorded.
    `containers` are those outside of pods: Docker's, and those of ECS tasks. `looked_at` says in
    words what was read, `unread` what could not be and why.
    """

    platform: Platform = Platform.ANY
    taken: datetime | None = None
    pods: tuple[Pod, ...] = ()
    history: tuple[Pod, ...] = ()
    workloads: tuple[Workload, ...] = ()
    events: tuple[Event, ...] = ()
    nodes: tuple[Node, ...] = ()
    references: tuple[Reference, ...] = ()
    services: tuple[Service, ...] = ()
    containers: tuple[Container, ...] = ()
    logs: tuple[Log, ...] = ()
    statements: tuple[Statement, ...] = ()
    invocations: tuple[Invocation, ...] = ()
    samples: tuple[Sample, ...] = ()
    looked_at: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    version: int = VERSION


def to_json(snapshot: Snapshot) -> str:
    """The snapshot as JSON; `from_json` gives it back."""
    return _adapter().dump_json(snapshot, indent=1, exclude_defaults=True).decode()


def from_json(text: str | bytes) -> Snapshot:
    """Read a saved snapshot. Raises ValueError for anything else."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> "TypeAdapter[Snapshot]":
    # Imported when a snapshot is read or written: a diagnosis without files starts faster.
    from pydantic import TypeAdapter

    return TypeAdapter(Snapshot)
