"""Nodes whose conditions explain what happens on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Severity
from diagnosis.snapshot import Condition, Node

from .candidate import Candidate, Subject
from .scene import Scene


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What a condition with a given status means."""

    id: str
    title: str
    suggestion: str
    severity: Severity = Severity.CRITICAL


_NOT_READY = _Trouble(
    "node.not_ready",
    "Node {name} is not ready",
    "Mend the node first (kubelet, container runtime, network plugin); its pods follow.",
)
_KERNEL = _Trouble(
    "node.kernel",
    "The kernel or a disk of node {name} is faulty",
    "Drain the node and replace it.",
)
_TROUBLES = {
    ("Ready", "False"): _NOT_READY,
    ("Ready", "Unknown"): _NOT_READY,
    ("DiskPressure", "True"): _Trouble(
        "node.disk_pressure",
        "Node {name} is short of disk",
        "Free its disk (unused images, logs), or give it a bigger one; pods need requests for "
        "ephemeral-storage.",
    ),
    ("MemoryPressure", "True"): _Trouble(
        "node.memory_pressure",
        "Node {name} is short of memory",
        "Give pods memory requests that match what they use (`memoryRequest`), spread them, or "
        "use bigger nodes.",
    ),
    ("PIDPressure", "True"): _Trouble(
        "node.pid_pressure",
        "Node {name} is short of process ids",
        "Limit threads and workers, or raise the node's pid limit.",
        Severity.HIGH,
    ),
    ("KernelDeadlock", "True"): _KERNEL,
    ("ReadonlyFilesystem", "True"): _KERNEL,
}


def nodes(scene: Scene) -> Iterator[Candidate]:
    """Each troubled condition of each node."""
    for node in scene.snapshot.nodes:
        for condition in node.conditions:
            trouble = _TROUBLES.get((condition.type, condition.status))
            if trouble is not None:
                yield _candidate(node, condition, trouble)


def _candidate(node: Node, condition: Condition, trouble: _Trouble) -> Candidate:
    place = f"Node/{node.name}"
    words = f"{condition.type}={condition.status} {condition.reason}: {condition.message}"
    return Candidate(
        id=trouble.id,
        title=trouble.title.format(name=node.name),
        severity=trouble.severity,
        subject=Subject(place, place, node=node.name),
        evidence=(Evidence(f"condition {place}", words.rstrip(": ")),),
        suggestion=trouble.suggestion,
        confidence=Confidence.HIGH,
    )
