"""Pods that the kubelet or a controller ended: evicted, refused, preempted, shut down."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Event, Pod

from .candidate import Candidate, Subject
from .quoting import of_event
from .scene import Scene


@dataclass(frozen=True, slots=True)
class _Status:
    """What a pod's reason or message means."""

    id: str
    title: str
    suggestion: str
    severity: Severity = Severity.CRITICAL


_EVICTED_BY = (
    (
        re.compile(r"local (?:ephemeral )?storage (?:limit|usage exceeds)"),
        _Status(
            "evict.container_disk_limit",
            "The pod wrote more to its disk than its own limit allows",
            "Raise resources.limits.ephemeral-storage, write to a volume, or write less log.",
            Severity.HIGH,
        ),
    ),
    (
        re.compile(r"Usage of EmptyDir volume"),
        _Status(
            "evict.emptydir",
            "An emptyDir grew over its sizeLimit",
            "Raise the sizeLimit of the volume (with `medium: Memory` it counts as memory too).",
            Severity.HIGH,
        ),
    ),
    (
        re.compile(r"(?i)resource: (?:ephemeral-storage|inodes|nodefs|imagefs)|DiskPressure"),
        _Status(
            "evict.ephemeral_storage",
            "The pod was evicted, since its node ran out of disk",
            "Free the node's disk (images, logs), and give pods a request for ephemeral-storage.",
        ),
    ),
    (
        re.compile(r"(?i)resource: pids|PIDPressure"),
        _Status(
            "node.pid_pressure",
            "The pod was evicted, since its node ran out of process ids",
            "Limit threads and workers, or raise the node's pid limit.",
            Severity.HIGH,
        ),
    ),
    (
        re.compile(r"(?i)resource: memory|MemoryPressure"),
        _Status(
            "evict.memory",
            "The pod was evicted, since its node ran out of memory",
            "Set the memory request to what the pod really uses (`memoryRequest`), request = limit "
            "for what must stay, and give the node more memory.",
        ),
    ),
)
_UNEXPLAINED = _Status(
    "evict.memory",
    "The pod was evicted, and the reason is not told; mostly it is memory",
    "Look at the conditions and events of its node.",
)
_EVICTIONS = frozenset(one.id for _, one in _EVICTED_BY) - {_UNEXPLAINED.id}
_REFUSED = _Status(
    "sched.admission_kubelet",
    "The kubelet refused the pod that was scheduled to it: {reason}",
    "Two pods raced for the place, or a device plugin restarted: delete the pod, its owner makes "
    "another. If it comes back, what the node has doesn't fit what was asked for.",
    Severity.HIGH,
)
_PREEMPTED = _Status(
    "sched.preempted",
    "A pod of higher priority took the place",
    "Give the workload a priorityClassName, or the cluster more room.",
    Severity.HIGH,
)
_SHUTDOWN = _Status(
    "node.shutdown",
    "The node was shut down, and the pod with it",
    "Run at least two replicas with a PodDisruptionBudget; expect it on spot nodes.",
    Severity.HIGH,
)
_DRAINED = _Status(
    "evict.api",
    "The pod was evicted on request: a drain, or a taint",
    "This is expected on a drain; a PodDisruptionBudget keeps enough pods.",
    Severity.INFO,
)
_NODE_LOST = _Status(
    "node.not_ready",
    "The node of the pod is gone, or doesn't answer",
    "Bring the node back, or delete it: the pod's owner then makes another.",
)
_REASONS: Mapping[str, _Status] = {
    "UnexpectedAdmissionError": _REFUSED,
    "NodeAffinity": _REFUSED,
    "TopologyAffinityError": _REFUSED,
    "Preempting": _PREEMPTED,
    "PreemptionByScheduler": _PREEMPTED,
    "NodeShutdown": _SHUTDOWN,
    "Shutdown": _SHUTDOWN,
    "Terminated": _SHUTDOWN,
    "EvictionByEvictionAPI": _DRAINED,
    "DeletionByTaintManager": _DRAINED,
    "NodeLost": _NODE_LOST,
    "SchedulingGated": _Status(
        "sched.gated",
        "A scheduling gate holds the pod",
        "Find the controller that should remove it: spec.schedulingGates.",
        Severity.INFO,
    ),
    "DeadlineExceeded": _Status(
        "job.deadline",
        "The pod ran longer than its deadline",
        "Raise activeDeadlineSeconds, or make the work faster.",
        Severity.HIGH,
    ),
}
_OUT_OF = re.compile(r"OutOf\S+")


def pod_status(scene: Scene) -> Iterator[Candidate]:
    """Each pod that was ended from outside; evictions of which only the event is left."""
    for pod in scene.snapshot.pods:
        if pod.deleted is None or pod.reason:
            yield from _of_pod(scene, pod)
    for event in scene.events:
        if event.reason in ("Evicted", "Preempted") and scene.pod(event.about) is None:
            yield _of_event(scene, event)


def _of_pod(scene: Scene, pod: Pod) -> Iterator[Candidate]:
    meaning = _NODE_LOST if pod.phase == "Unknown" else _meaning(pod.reason, pod.message)
    if meaning is not None and pod.phase != "Running":
        line = ": ".join(filter(None, (pod.reason or pod.phase, pod.message.strip())))
        evidence = Evidence(f"status {pod.ref}", line)
        yield _candidate(meaning, scene.subject(pod), evidence, pod.reason)
        yield from _rescheduled(scene, pod)
        return
    for condition in pod.conditions:
        if condition.type == "DisruptionTarget" and condition.status == "True":
            meaning = _REASONS.get(condition.reason)
            if meaning is not None:
                line = f"DisruptionTarget {condition.reason}: {condition.message}"
                evidence = Evidence(f"condition {pod.ref}", line)
                yield _candidate(meaning, scene.subject(pod), evidence, condition.reason)


def _meaning(reason: str, message: str) -> _Status | None:
    if reason == "Evicted":
        return next((one for text, one in _EVICTED_BY if text.search(message)), _UNEXPLAINED)
    if reason == "Terminated" and "shutdown" not in message:
        return None
    return _REFUSED if _OUT_OF.fullmatch(reason) else _REASONS.get(reason)


def _of_event(scene: Scene, event: Event) -> Candidate:
    meaning = _PREEMPTED if event.reason == "Preempted" else _meaning("Evicted", event.message)
    subject = scene.subject_of(event.about)
    return _candidate(meaning or _UNEXPLAINED, subject, of_event(event), event.reason)


def _candidate(meaning: _Status, subject: Subject, evidence: Evidence, reason: str) -> Candidate:
    return Candidate(
        id=meaning.id,
        title=meaning.title.format(reason=reason),
        severity=meaning.severity,
        subject=subject,
        evidence=(evidence,),
        suggestion=meaning.suggestion,
        confidence=Confidence.LOW if meaning is _UNEXPLAINED else Confidence.HIGH,
        # A table of pods names no resource; an event about the pod may.
        yields_to=_EVICTIONS if meaning is _UNEXPLAINED else frozenset(),
    )


def _rescheduled(scene: Scene, pod: Pod) -> Iterator[Candidate]:
    """A pod that its owner made in place of this one."""
    subject = scene.subject(pod)
    for other in scene.snapshot.pods:
        same = other.ref != pod.ref and scene.subject(other).owner == subject.owner
        if same and not other.reason and other.phase in ("Pending", "Running"):
            yield Candidate(
                id="pod.rescheduled",
                title="Its owner made another pod in its place",
                severity=Severity.INFO,
                subject=scene.subject(other),
                evidence=(Evidence(f"status {other.ref}", other.phase),),
                kind=Kind.SYMPTOM,
            )
            return
