"""Objects that a waiting pod names, and that are not there."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.finding import Confidence, Evidence, Severity
from diagnosis.snapshot import Pod, Reference

from .candidate import Candidate, Voice
from .scene import Scene


@dataclass(frozen=True, slots=True)
class _Missing:
    """What it means that an object of a kind is missing."""

    id: str
    suggestion: str


_MISSING = {
    "Secret": _Missing(
        "config.missing_secret",
        "Create it in namespace {namespace} before the workload (dependsOn), or correct its name. "
        "Shipshape makes one from `pulumi config set --secret --path shipshape:secrets.NAME`.",
    ),
    "ConfigMap": _Missing(
        "config.missing_configmap",
        "Create it in namespace {namespace} before the workload (dependsOn), or correct its name.",
    ),
    "PersistentVolumeClaim": _Missing(
        "sched.pvc_unbound",
        "Create the claim in namespace {namespace}, or correct its name.",
    ),
    "ServiceAccount": _Missing(
        "rbac.forbidden",
        "Create the ServiceAccount in namespace {namespace}, or correct serviceAccountName.",
    ),
}
_WAITING_FOR_CONFIG = ("CreateContainerConfigError", "ContainerCreating", "PodInitializing", "")


def references(scene: Scene) -> Iterator[Candidate]:
    """Each missing object, and each missing entry of one, that a waiting pod needs."""
    for pod in scene.troubled:
        if _waits_for_config(pod):
            for reference in scene.snapshot.references:
                if _is_named(scene, pod, reference) and _matters(pod, reference):
                    yield from _of_reference(scene, pod, reference)
    yield from _claims(scene)


def _waits_for_config(pod: Pod) -> bool:
    """Whether it may wait for an object: not for its image, and it never ran."""
    return pod.phase in ("Pending", "") and all(
        one.state.phase in ("waiting", "") and one.state.reason in _WAITING_FOR_CONFIG
        for one in pod.containers
        if one.state.phase != "terminated"
    )


def _matters(pod: Pod, reference: Reference) -> bool:
    """Before a pod has a node, only its claims can hold it back."""
    scheduled = {one.type: one.status for one in pod.conditions}.get("PodScheduled", "True")
    return scheduled == "True" or reference.ref.kind == "PersistentVolumeClaim"


def _is_named(scene: Scene, pod: Pod, reference: Reference) -> bool:
    """Whether it can be this pod's reference: the snapshot keeps one list for all pods."""
    same = reference.ref.namespace in ("", pod.ref.namespace)
    alone = len(scene.troubled) == 1
    mounted = any(one.source == reference.ref.name for one in pod.volumes)
    return same and (alone or mounted or pod.service_account == reference.ref.name)


def _of_reference(scene: Scene, pod: Pod, reference: Reference) -> Iterator[Candidate]:
    missing = _MISSING.get(reference.ref.kind)
    if missing is None or reference.optional:
        return
    name = f"{reference.ref.kind} {reference.ref.name}"
    if reference.present is False:
        yield _candidate(scene, pod, missing, f"{name} doesn't exist")
    lost = [one for one in reference.wanted if one not in (reference.keys or reference.wanted)]
    if reference.present and lost:
        has = f"; it has {', '.join(reference.keys or ())}" if reference.keys else ""
        words = f"{name} has no entry {', '.join(lost)}{has}"
        advice = "Add the entry, correct its name, or mark the reference optional."
        yield _candidate(scene, pod, _Missing("config.missing_key", advice), words)


def _candidate(scene: Scene, pod: Pod, missing: _Missing, words: str) -> Candidate:
    return Candidate(
        id=missing.id,
        title=words,
        severity=Severity.CRITICAL,
        subject=scene.subject(pod),
        evidence=(Evidence(f"references of {pod.ref}", words),),
        suggestion=missing.suggestion.format(namespace=pod.ref.namespace or "of the pod"),
        confidence=Confidence.HIGH,
    )


def _claims(scene: Scene) -> Iterator[Candidate]:
    """Claims that wait, where no pod says so."""
    for reference in scene.snapshot.references:
        if reference.ref.kind != "PersistentVolumeClaim" or not reference.present:
            continue
        if reference.detail.split(",")[0] in ("Pending", "Lost"):
            subject = scene.subject_of(reference.ref)
            if scene.snapshot.pods and subject.owner == str(reference.ref):
                continue  # nobody in the picture uses it
            words = f"{reference.ref.name}: {reference.detail}"
            yield Candidate(
                id="sched.pvc_unbound",
                title=f"The volume claim {reference.ref.name} is not bound",
                severity=Severity.HIGH,
                subject=subject,
                evidence=(Evidence(f"claim {reference.ref}", words),),
                suggestion="Its StorageClass must exist and be able to make a volume in this zone: "
                "`kubectl describe pvc` has the provisioner's words.",
                voice=Voice.GUESS,
            )
