"""Volumes: which types, and what of the node they let in."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Data, Object, Pod, mapping, mappings, text
from .contexts import STANDARDS, spec_and_misplaced

ALLOWED_TYPES = frozenset(
    {
        "configMap",
        "csi",
        "downwardAPI",
        "emptyDir",
        "ephemeral",
        "image",
        "persistentVolumeClaim",
        "projected",
        "secret",
    }
)
"""What Pod Security restricted allows, and image volumes, which are read-only."""
SOCKETS = ("docker.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "podman.sock")
"""File names of the sockets that rule a node's container runtime."""


class Volume(NamedTuple):
    """A volume of a pod: where it stands in the object, and its data."""

    path: str
    data: Data


def volumes(pod: Pod) -> Iterator[Volume]:
    """The pod's volumes, and those that were written one level too high."""
    for path, spec in spec_and_misplaced(pod):
        for index, one in enumerate(mappings(spec.get("volumes"))):
            yield Volume(f"{path}.volumes[{index}]", one)


def _has_pod(target: Object, _: Context) -> bool:
    return target.pod is not None


def _is_socket(path: Any) -> bool:
    return text(path).rstrip("/").endswith(SOCKETS)


@rule(
    "volume-types",
    "Volumes are of the types that stay within the cluster",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.POD,
    remediation="Use a persistentVolumeClaim, emptyDir, configMap, secret or projected volume; "
    "with KubernetesService, cache_paths makes emptyDirs and pod_overrides adds others.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security restricted: Volume Types",),
)
def volume_types(pod: Pod, _: Context) -> Iterator[Problem]:
    """A volume without a type is an emptyDir."""
    for index, volume in enumerate(mappings(pod.spec.get("volumes"))):
        for kind, source in volume.items():
            if kind != "name" and kind not in ALLOWED_TYPES and source is not None:
                yield Problem(f"spec.volumes[{index}]", f"A volume of the type {kind}.")


@rule(
    "host-path",
    "No volume is a folder of the node",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation="Use an emptyDir or a persistentVolumeClaim instead of hostPath; with "
    "KubernetesService, cache_paths makes emptyDirs and pod_overrides adds others.",
    argument="cache_paths",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: HostPath Volumes", "CIS Kubernetes 5.2.12"),
    applies=_has_pod,
)
def host_path(target: Object, _: Context) -> Iterator[Problem]:
    """The node's files are those of all its pods, and of the kubelet."""
    if target.pod is None:
        return
    for path, volume in volumes(target.pod):
        if volume.get("hostPath") is not None:
            yield Problem(f"{path}.hostPath", "The volume is a folder of the node.")


@rule(
    "container-socket",
    "No pod holds the socket of the container runtime",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation="Take the volume with the runtime's socket out; KubernetesService never mounts "
    "it, so look in its argument pod_overrides.",
    argument="pod_overrides",
    link=STANDARDS,
    tags=("security",),
    frameworks=("Pod Security baseline: HostPath Volumes",),
    applies=_has_pod,
)
def container_socket(target: Object, _: Context) -> Iterator[Problem]:
    """Who holds the socket rules the node."""
    if target.pod is None:
        return
    for path, volume in volumes(target.pod):
        if _is_socket(mapping(volume.get("hostPath")).get("path")):
            yield Problem(f"{path}.hostPath.path", "The volume is the container runtime's socket.")
    for container in target.pod.every_container:
        for index, mount in enumerate(mappings(container.data.get("volumeMounts"))):
            if _is_socket(mount.get("mountPath")):
                yield Problem(
                    f"{container.path}.volumeMounts[{index}].mountPath",
                    "The container mounts the container runtime's socket.",
                )
