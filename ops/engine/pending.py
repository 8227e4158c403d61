"""What a killed run left half done, and how the stack's state catches up with the world. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_KUBERNETES = "kubernetes:"
# Making one of these again does no harm: images are addressed by content, a gate only looks.
_REPEATABLE = ("docker-build:", "pulumi-python:", "pulumi:", "shipshape:")


@dataclass(frozen=True)
class Interrupted:
    """The operations that were cut off, by the resource's URN.

    `adoptable` objects have a known id: whether they exist can be looked up. What is `repeatable`
    may simply be done again. Of what is `doubtful` only the user can tell whether it exists.
    """

    adoptable: Mapping[str, str]
    repeatable: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many operations there are in all."""
        return len(self.adoptable) + len(self.repeatable) + len(self.doubtful)


def interrupted(deployment: Mapping[str, Any]) -> Interrupted:
    """Sort the pending operations of an exported stack.

    Only a creation can be doubtful: whatever was updated or deleted is in the state by its id.
    """
    standing = {resource["urn"] for resource in _standing(deployment)}
    adoptable: dict[str, str] = {}
    repeatable: list[str] = []
    doubtful: list[str] = []
    for operation in deployment.get("pending_operations") or []:
        resource = operation["resource"]
        urn = resource["urn"]
        identity = object_id(resource)
        if operation["type"] != "creating" or resource["type"].startswith(_REPEATABLE):
            repeatable.append(urn)
        elif identity is None or urn in standing:
            doubtful.append(urn)
        else:
            adoptable[urn] = identity
    return Interrupted(adoptable, tuple(repeatable), tuple(doubtful))


def settled(deployment: Mapping[str, Any]) -> dict[str, Any]:
    """Give the deployment without pending operations, adoptable objects among its resources.

    A refresh then reads those objects, and drops the ones that were never made.
    """
    adoptable = interrupted(deployment).adoptable
    adopted = {
        operation["resource"]["urn"]: {
            **operation["resource"],
            "id": adoptable[operation["resource"]["urn"]],
            "outputs": operation["resource"].get("inputs") or {},
        }
        for operation in deployment.get("pending_operations") or []
        if operation["resource"]["urn"] in adoptable
    }
    kept = [each for each in deployment.get("resources") or [] if not _replaced(each, adopted)]
    return {**deployment, "pending_operations": [], "resources": [*kept, *adopted.values()]}


def object_id(resource: Mapping[str, Any]) -> str | None:
    """Give the id that the Kubernetes provider gives an object: `namespace/name`, or `name`.

    The provider made up a name, where one was needed, before the creation began.
    """
    if not resource["type"].startswith(_KUBERNETES):
        return None
    metadata = (resource.get("inputs") or {}).get("metadata") or {}
    name, namespace = metadata.get("name"), metadata.get("namespace")
    if not isinstance(name, str) or not isinstance(namespace, str | None):
        return None
    return f"{namespace}/{name}" if namespace else name


def _standing(deployment: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    resources = deployment.get("resources") or []
    return [each for each in resources if not each.get("delete") and not _waits(each)]


def _replaced(resource: Mapping[str, Any], adopted: Mapping[str, Any]) -> bool:
    return resource["urn"] in adopted and _waits(resource)


def _waits(resource: Mapping[str, Any]) -> bool:
    # Already deleted in the world, and kept in the state until its replacement is made.
    return bool(resource.get("pendingReplacement"))
