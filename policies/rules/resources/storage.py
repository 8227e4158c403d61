"""Scratch space without a bound."""

from collections.abc import Iterator

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context, Data, Pod, mapping, mappings, text
from .reading import amount

_LINK = "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"


@rule(
    "emptydir-limits",
    "Scratch space has a bound",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.POD,
    remediation="Set sizeLimit on the emptyDir, or ephemeral-storage on whoever mounts it.",
    argument="cache_paths",
    link=_LINK,
    tags=("resources", "storage"),
)
def bounded(pod: Pod, _: Context) -> Iterator[Problem]:
    """A cache that grows without end fills the node's disk, and every pod on it is evicted."""
    open_ended = {
        text(volume.get("name")): index for index, volume in _empty_dirs(pod) if not _limit(volume)
    }
    if not open_ended:
        return
    for container in pod.every_container:
        if _bounded(container):
            continue
        for mount in mappings(container.data.get("volumeMounts")):
            index = open_ended.pop(text(mount.get("name")), None)
            if index is not None:
                yield Problem(
                    f"spec.volumes[{index}].emptyDir",
                    f"has no sizeLimit, and {container.label} mounts it without ephemeral-storage "
                    "request and limit",
                )


@rule(
    "shm-sized",
    "Scratch space in memory has a bound",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.POD,
    remediation="Set sizeLimit on the emptyDir with medium Memory, such as a /dev/shm.",
    argument="pod_overrides",
    link=_LINK,
    tags=("resources", "memory"),
)
def sized(pod: Pod, _: Context) -> Iterator[Problem]:
    """What is written there counts as the container's memory: a full one ends in an OOM kill."""
    for index, volume in _empty_dirs(pod):
        if mapping(volume["emptyDir"]).get("medium") == "Memory" and not _limit(volume):
            place = f"spec.volumes[{index}].emptyDir.sizeLimit"
            yield Problem(place, "lies in memory and has no sizeLimit")


def _empty_dirs(pod: Pod) -> Iterator[tuple[int, Data]]:
    for index, volume in enumerate(mappings(pod.spec.get("volumes"))):
        if "emptyDir" in volume:
            yield index, volume


def _limit(volume: Data) -> bool:
    return bool(mapping(volume["emptyDir"]).get("sizeLimit"))


def _bounded(container: Container) -> bool:
    return all(
        amount(container, group, "ephemeral-storage") is not None
        for group in ("requests", "limits")
    )
