"""One typed picture of a failure, as the platform, the logs and the people at hand tell it."""

from .containers import Container, Probe, Role, State
from .events import Event
from .logs import Log
from .objects import Condition, Node, Reference, Service, Taint, Workload
from .pods import Pod, Volume
from .reference import Ref
from .serverless import Invocation
from .snapshot import Sample, Snapshot
from .statements import Platform, Statement

__all__ = [
    "Condition",
    "Container",
    "Event",
    "Invocation",
    "Log",
    "Node",
    "Platform",
    "Pod",
    "Probe",
    "Ref",
    "Reference",
    "Role",
    "Sample",
    "Service",
    "Snapshot",
    "State",
    "Statement",
    "Taint",
    "Volume",
    "Workload",
]
