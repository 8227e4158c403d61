"""What surrounds a pod: workloads, nodes, services, and the objects it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .reference import Ref


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as Kubernetes writes it; `status` is True, False or Unknown, as text."""

    type: str
    status: str
    reason: str = ""
    message: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """What owns pods: Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob.

    Replica counts are None where nobody said. `observed` tells whether the controller has seen the
    newest generation.
    """

    ref: Ref
    owner: Ref | None = None
    desired: int | None = None
    updated: int | None = None
    ready: int | None = None
    available: int | None = None
    failed: int | None = None
    observed: bool = True
    revision: str = ""
    conditions: tuple[Condition, ...] = ()
    selector: Mapping[str, str] = field(default_factory=dict)
    progress_deadline: int | None = None
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taint:
    """A node's taint."""

    key: str
    value: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `allocatable` are quantities as written."""

    name: str
    conditions: tuple[Condition, ...] = ()
    taints: tuple[Taint, ...] = ()
    unschedulable: bool = False
    allocatable: Mapping[str, str] = field(default_factory=dict)
    architecture: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A Secret, ConfigMap, PVC or ServiceAccount that a pod names; never its content.

    `present` is None where nobody could look. `keys` are the names of its entries, None if unknown;
    `wanted` the entries that the pod asks for. `detail` is a claim's phase and storage class.
    """

    ref: Ref
    present: bool | None = None
    optional: bool = False
    keys: tuple[str, ...] | None = None
    wanted: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A Service and how many ready endpoints it has, None where nobody looked."""

    ref: Ref
    selector: Mapping[str, str] = field(default_factory=dict)
    target_ports: tuple[str, ...] = ()
    endpoints: int | None = None
