"""The scheduler's message taken apart: which nodes were turned down, for what, and how many."""

import re
from dataclasses import dataclass
from enum import IntEnum

_HEAD = re.compile(r"(\d+)/(\d+) nodes? (?:are|is) available: ?(.*)", re.DOTALL)
_PREEMPTION = re.compile(r"(?i)[.,]?\s*preemption: .*", re.DOTALL)
_COUNTED = re.compile(r"(?:^|[,;.] ?)(\d+) ")
_OLD_HEAD = re.compile(
    r"(?:match all of the predicates:|fit failure summary on nodes ?:) ?(.*)", re.DOTALL
)
_OLD_PART = re.compile(r"([A-Za-z][^,()]*) \((\d+)\)")
_TAINT = re.compile(r"taints? \{([^}]*)\}")
_RESOURCE = re.compile(r"[Ii]nsufficient ([^\s,;]+)")


class Stage(IntEnum):
    """How far the scheduler came with a node before it turned it down, least first."""

    CLOSED = 0  # cordoned, tainted
    UNWANTED = 1  # not what the pod itself asks for
    FULL = 2  # no room
    VOLUMES = 3  # its volumes can't be there
    NEIGHBOURS = 4  # other pods are in the way, or missing


@dataclass(frozen=True, slots=True)
class Refusal:
    """`count` nodes turned down for one reason; 0 where the reason is about the pod as a whole."""

    id: str
    count: int
    text: str
    stage: Stage
    detail: str = ""
    """The taint's key, or the resource."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """All that one message says of `nodes` nodes."""

    nodes: int
    reasons: tuple[Refusal, ...]


def parse(message: str) -> Refusals | None:
    """A FailedScheduling message; None for any other text."""
    if "no nodes available to schedule pods" in message:
        return Refusals(0, (Refusal("sched.no_nodes", 0, message.strip(), Stage.CLOSED),))
    if (old := _OLD_HEAD.search(message)) is not None:
        return _old(old[1])
    head = _HEAD.search(message)
    if head is None:
        return _about_the_pod(message)
    text = _PREEMPTION.sub("", head[3]).strip().rstrip(".")
    reasons = tuple(_refusal(count, part) for count, part in _parts(text))
    return Refusals(int(head[2]), reasons) if reasons else None


def _old(text: str) -> Refusals | None:
    """`Insufficient cpu (3), MatchNodeSelector (2)`, as schedulers wrote up to 1.8."""
    reasons = tuple(_refusal(int(count), part.strip()) for part, count in _OLD_PART.findall(text))
    return Refusals(max(one.count for one in reasons), reasons) if reasons else None


def _about_the_pod(message: str) -> Refusals | None:
    """Texts without node counts, as older schedulers write them."""
    for words, name in _WITHOUT_COUNTS:
        if words in message:
            return Refusals(0, (Refusal(name, 0, message.strip(), Stage.VOLUMES),))
    return None


def _parts(text: str) -> list[tuple[int, str]]:
    """`3 Insufficient cpu, 2 node(s) had ...` as counts and texts; a count of 0 for neither."""
    marks = list(_COUNTED.finditer(text))
    if not marks:
        return [(0, text)] if text else []
    before = text[: marks[0].start()].strip(" ,;.")
    found = [(0, before)] if before else []
    ends = [one.start() for one in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        found.append((int(mark[1]), text[mark.end() : end].strip(" ,;.")))
    return found


_WITHOUT_COUNTS = (
    ("scheduling gates", "sched.gated"),
    ("unbound immediate PersistentVolumeClaims", "sched.pvc_unbound"),
    ("unbound PersistentVolumeClaims", "sched.pvc_unbound"),
    ("persistentvolumeclaim", "sched.pvc_unbound"),
)
_KINDS = (
    ("node.kubernetes.io/not-ready", "node.not_ready", Stage.CLOSED),
    ("node.kubernetes.io/unreachable", "node.not_ready", Stage.CLOSED),
    ("node.kubernetes.io/disk-pressure", "node.disk_pressure", Stage.CLOSED),
    ("node.kubernetes.io/memory-pressure", "node.memory_pressure", Stage.CLOSED),
    ("node.kubernetes.io/pid-pressure", "node.pid_pressure", Stage.CLOSED),
    ("node.kubernetes.io/network-unavailable", "sandbox.cni", Stage.CLOSED),
    ("node.kubernetes.io/unschedulable", "sched.nodes_unschedulable", Stage.CLOSED),
    ("were unschedulable", "sched.nodes_unschedulable", Stage.CLOSED),
    ("were not ready", "node.not_ready", Stage.CLOSED),
    ("had disk pressure", "node.disk_pressure", Stage.CLOSED),
    ("had memory pressure", "node.memory_pressure", Stage.CLOSED),
    ("NodeNotReady", "node.not_ready", Stage.CLOSED),
    ("NodeUnschedulable", "sched.nodes_unschedulable", Stage.CLOSED),
    ("taint", "sched.taint", Stage.CLOSED),
    ("NodeTaints", "sched.taint", Stage.CLOSED),
    ("MatchInterPodAffinity", "sched.anti_affinity", Stage.NEIGHBOURS),
    ("MatchNodeSelector", "sched.node_selector", Stage.UNWANTED),
    ("VolumeZone", "sched.pvc_unbound", Stage.VOLUMES),
    ("VolumeBinding", "sched.pvc_unbound", Stage.VOLUMES),
    ("PodFitsHostPorts", "config.port_conflict", Stage.FULL),
    ("anti-affinity", "sched.anti_affinity", Stage.NEIGHBOURS),
    ("pod affinity", "sched.anti_affinity", Stage.NEIGHBOURS),
    ("affinity/anti-affinity", "sched.anti_affinity", Stage.NEIGHBOURS),
    ("topology spread", "sched.topology", Stage.NEIGHBOURS),
    ("volume node affinity", "sched.pvc_unbound", Stage.VOLUMES),
    ("persistent volume", "sched.pvc_unbound", Stage.VOLUMES),
    ("PersistentVolume", "sched.pvc_unbound", Stage.VOLUMES),
    ("persistentvolumeclaim", "sched.pvc_unbound", Stage.VOLUMES),
    ("no available volume zone", "sched.pvc_unbound", Stage.VOLUMES),
    ("exceed max volume count", "volume.attach_failed", Stage.VOLUMES),
    ("node affinity/selector", "sched.node_selector", Stage.UNWANTED),
    ("node affinity", "sched.node_selector", Stage.UNWANTED),
    ("node selector", "sched.node_selector", Stage.UNWANTED),
    ("requested node name", "sched.node_selector", Stage.UNWANTED),
    ("Too many pods", "sched.too_many_pods", Stage.FULL),
    ("free ports", "config.port_conflict", Stage.FULL),
    ("ephemeral-storage", "sched.ephemeral", Stage.FULL),
    ("nsufficient memory", "sched.insufficient_memory", Stage.FULL),
    ("nsufficient hugepages", "sched.insufficient_memory", Stage.FULL),
    ("nsufficient cpu", "sched.insufficient_cpu", Stage.FULL),
    ("nsufficient pods", "sched.too_many_pods", Stage.FULL),
    ("nsufficient ", "sched.insufficient_gpu", Stage.FULL),  # any other resource is a device
    ("scheduling gates", "sched.gated", Stage.CLOSED),
)
"""What the words of a reason mean; the first that fits."""


def _refusal(count: int, text: str) -> Refusal:
    for words, name, stage in _KINDS:
        if words in text:
            return Refusal(name, count, text, stage, _detail(text))
    return Refusal("", count, text, Stage.CLOSED)


def _detail(text: str) -> str:
    found = _TAINT.search(text) or _RESOURCE.search(text)
    return found[1].strip() if found else ""
