"""Several pods and a volume that only one node can mount."""

from collections.abc import Iterator

from ..lookups import autoscalers_of, named
from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..selectors import home
from ..subjects import Context, Object, Pod, mapping, mappings, text, texts
from .scale import written

_SHARED = frozenset({"ReadWriteMany", "ReadOnlyMany"})


@rule(
    "replicas-vs-rwo-volume",
    "Replicas do not share a volume that one node holds",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.POD,
    kinds=("Deployment", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout"),
    remediation="Use a ReadWriteMany claim, a StatefulSet with claim templates, or one replica.",
    argument="replicas",
    link="https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    tags=("availability", "storage", "graph"),
)
def shared(pod: Pod, context: Context) -> Iterator[Problem]:
    """The first pod takes the volume; the others wait for it on their nodes, for ever."""
    if not _several(pod.owner, context):
        return
    for index, volume in enumerate(mappings(pod.spec.get("volumes"))):
        name = mapping(volume.get("persistentVolumeClaim")).get("claimName")
        if not name:
            continue
        space = home(pod.owner)
        claim = named(context.world, "PersistentVolumeClaim", space, text(name))
        modes = texts(claim.spec.get("accessModes")) if claim else []
        if modes and not _SHARED.intersection(modes):
            yield Problem(
                f"spec.volumes[{index}].persistentVolumeClaim",
                f"several pods mount the claim {name}, which one node at a time may hold",
            )


def _several(workload: Object, context: Context) -> bool:
    return (written(workload) or 1) > 1 or bool(autoscalers_of(context.world, workload))
