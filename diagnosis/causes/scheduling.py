"""Pods that no node takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Pod

from .blocker import blocker
from .candidate import Candidate, Subject
from .quoting import of_event
from .refusals import Refusal, Refusals, Stage, parse
from .scene import Scene


@dataclass(frozen=True, slots=True)
class _Advice:
    """`{detail}` is the taint or the resource, `{asks}` what the pod asks for of it."""

    title: str
    suggestion: str


_ADVICE: Mapping[str, _Advice] = {
    "sched.no_nodes": _Advice("The cluster has no nodes", "Add a node pool."),
    "sched.insufficient_cpu": _Advice(
        "No node has enough CPU left for the pod",
        "{asks}Lower the request (`cpu`, resources.requests.cpu), or add nodes.",
    ),
    "sched.insufficient_memory": _Advice(
        "No node has enough memory left for the pod",
        "{asks}Lower the request (`memoryRequest`, resources.requests.memory), or use bigger "
        "nodes.",
    ),
    "sched.insufficient_gpu": _Advice(
        "No node has a free {detail}",
        "{asks}Check that nodes show it under allocatable (the device plugin runs), that none is "
        "held by another pod, and that `gpus` asks for no more than one node has.",
    ),
    "sched.ephemeral": _Advice(
        "No node has enough local disk left for the pod",
        "{asks}Lower resources.requests.ephemeral-storage, or use nodes with bigger disks.",
    ),
    "sched.too_many_pods": _Advice(
        "The nodes hold as many pods as they may",
        "Add nodes, or raise maxPods of the kubelet.",
    ),
    "sched.taint": _Advice(
        "The pod tolerates no taint {{{detail}}}",
        "Add a toleration for it (`podOverrides`: tolerations), or use other nodes.",
    ),
    "sched.node_selector": _Advice(
        "No node has the labels that the pod asks for",
        "Compare nodeSelector and node affinity with `kubectl get nodes --show-labels`.",
    ),
    "sched.anti_affinity": _Advice(
        "The pod's affinity to other pods can't be met",
        "Use preferred instead of required (anti-)affinity, or add nodes.",
    ),
    "sched.topology": _Advice(
        "The pod's spread over zones or nodes can't be met",
        "Set whenUnsatisfiable: ScheduleAnyway, or raise maxSkew.",
    ),
    "sched.pvc_unbound": _Advice(
        "A volume claim of the pod is missing, unbound, or in another zone",
        "Look at the claim: `kubectl describe pvc`. Its StorageClass must exist and fit the zone.",
    ),
    "sched.nodes_unschedulable": _Advice(
        "The nodes are cordoned",
        "Uncordon them: `kubectl uncordon NODE`.",
    ),
    "sched.gated": _Advice(
        "A scheduling gate holds the pod",
        "Find the controller that should remove it: spec.schedulingGates.",
    ),
    "node.not_ready": _Advice(
        "The nodes are not ready",
        "Mend the node first (kubelet, network plugin); the pods follow.",
    ),
    "node.disk_pressure": _Advice(
        "The nodes are short of disk",
        "Free their disks (images, logs), or give them bigger ones; the pods follow.",
    ),
    "node.memory_pressure": _Advice(
        "The nodes are short of memory",
        "Give pods honest memory requests, or the nodes more memory; the pods follow.",
    ),
}
_OTHER = _Advice("No node takes the pod", "Read the scheduler's message.")
_GRAVE = ("sched.no_nodes", "sched.insufficient_gpu")
_QUIET = ("sched.gated",)


def scheduling(scene: Scene) -> Iterator[Candidate]:
    """Each pod that waits for a node, by its newest message."""
    for subject, evidence in _messages(scene):
        refusals = parse(evidence.line)
        best = refusals and blocker(refusals)
        if refusals and best:
            yield _candidate(scene, subject, evidence, refusals, best)
        yield _pending(subject, evidence)


def _messages(scene: Scene) -> Iterator[tuple[Subject, Evidence]]:
    """One message a pod: the newest event, or else the condition."""
    seen: dict[Subject, Evidence] = {}
    for pod in scene.troubled:
        for condition in pod.conditions:
            if condition.type == "PodScheduled" and condition.status == "False":
                line = f"{condition.reason}: {condition.message}"
                seen[scene.subject(pod)] = Evidence(f"condition {pod.ref} PodScheduled", line)
    for event in scene.events:
        if event.reason == "FailedScheduling":
            seen[scene.subject_of(event.about)] = of_event(event)
    yield from seen.items()


def _candidate(
    scene: Scene, subject: Subject, evidence: Evidence, refusals: Refusals, best: Refusal
) -> Candidate:
    advice = _ADVICE.get(best.id, _OTHER)
    facts = {"detail": best.detail or "device", "asks": _asks(scene, subject, best)}
    nodes = f" ({best.count} of {refusals.nodes} nodes)" if best.count else ""
    severity = Severity.INFO if best.id in _QUIET else Severity.HIGH
    return Candidate(
        id=best.id,
        title=advice.title.format(**facts) + nodes,
        severity=Severity.CRITICAL if best.id in _GRAVE else severity,
        subject=subject,
        evidence=(evidence,),
        suggestion=advice.suggestion.format(**facts),
        confidence=Confidence.HIGH,
    )


def _asks(scene: Scene, subject: Subject, best: Refusal) -> str:
    """What the pod asks for of the resource, and the most that a node has."""
    if best.stage is not Stage.FULL or not best.detail:
        return ""
    pod = next((one for one in scene.snapshot.pods if scene.subject(one) == subject), None)
    asked = _requests(pod, best.detail) if pod else []
    held = [
        node.allocatable[best.detail]
        for node in scene.snapshot.nodes
        if best.detail in node.allocatable
    ]
    words = f"It asks for {' + '.join(asked)} {best.detail}" if asked else ""
    if words and held:
        words += f"; the nodes have {', '.join(sorted(set(held)))}"
    return f"{words}. " if words else ""


def _requests(pod: Pod, resource: str) -> Sequence[str]:
    found = (one.requests.get(resource) or one.limits.get(resource) for one in pod.containers)
    return [one for one in found if one]


def _pending(subject: Subject, evidence: Evidence) -> Candidate:
    return Candidate(
        id="pod.pending",
        title="The pod waits for a node",
        severity=Severity.HIGH,
        subject=subject,
        evidence=(evidence,),
        suggestion="This is an effect; the cause stands above it.",
        kind=Kind.SYMPTOM,
    )
