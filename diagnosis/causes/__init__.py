"""Structural causes: pure functions from a snapshot's scene to candidates, one concept a file."""

from collections.abc import Callable, Iterable

from .candidate import Candidate, Spot, Subject, Voice
from .exits import exits
from .invocations import invocations
from .killed import killed
from .measured import measured
from .nodes import nodes
from .pod_status import pod_status
from .probes import probes
from .references import references
from .scene import Scene
from .scheduling import scheduling
from .services import services
from .waiting import waiting
from .workloads import workloads

Cause = Callable[[Scene], Iterable[Candidate]]

CAUSES: tuple[Cause, ...] = (
    nodes,
    pod_status,
    scheduling,
    references,
    waiting,
    killed,
    exits,
    probes,
    workloads,
    services,
    invocations,
    measured,
)

__all__ = ["CAUSES", "Candidate", "Cause", "Scene", "Spot", "Subject", "Voice"]
