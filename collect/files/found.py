"""What was recognised in a text, before it is put together with the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from diagnosis.snapshot import (
    Container,
    Event,
    Invocation,
    Log,
    Node,
    Platform,
    Pod,
    Reference,
    Sample,
    Service,
    Snapshot,
    Statement,
    Workload,
)

Object = Mapping[str, object]


@dataclass(slots=True)
class Found:
    """Lists of all that a snapshot holds.

    Of pods there are `objects` of the Kubernetes API, `described` ones that were rebuilt from
    `kubectl describe`, `pods` of tables, and `exits`: each tells less than the one before.
    `events` are lists, one for each table, so that one event in two tables is seen to be one.
    """

    objects: list[Object] = field(default_factory=list)
    described: list[Object] = field(default_factory=list)
    pods: list[Pod] = field(default_factory=list)
    exits: list[Pod] = field(default_factory=list)
    workloads: list[Workload] = field(default_factory=list)
    events: list[list[Event]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    logs: list[Log] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    invocations: list[Invocation] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    platforms: list[Platform] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Take over all that another holds."""
        for one in fields(Found):
            getattr(self, one.name).extend(getattr(other, one.name))

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return any(getattr(self, one.name) for one in fields(Found))
