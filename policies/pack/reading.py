"""From a Pulumi resource to what rules look at. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..rules.pulumi_resource import Resource
from ..rules.subjects import Object, World

_KUBERNETES = "kubernetes:"
# Tokens of the Kubernetes provider that stand for no single object, or for a part of one.
_NO_OBJECT = ("kubernetes:helm.sh/", "kubernetes:yaml", "kubernetes:kustomize")


@dataclass(frozen=True, eq=False)
class Subject:
    """One resource as rules see it; `object` only if it is a Kubernetes object."""

    urn: str
    owner: str
    resource: Resource
    object: Object | None

    @property
    def world(self) -> World:
        """The resource alone."""
        return World(() if self.object is None else (self.object,), (), (self.resource,))


def subject(
    urn: str, type_: str, properties: Mapping[str, Any], secrets: frozenset[str], parent: str = ""
) -> Subject:
    """What rules look at in a resource with these inputs, which are plain data."""
    owner = owner_of(parent)
    name = urn.rpartition("::")[2]
    resource = Resource(type_, properties, name, urn, secrets, owner)
    data = kubernetes_data(type_, properties)
    return Subject(urn, owner, resource, None if data is None else Object(data, owner=owner))


def owner_of(parent: str) -> str:
    """`KubernetesService reference` for the URN of a parent; `""` for none and for the stack."""
    chain, _, name = parent.rpartition("::")
    type_ = chain.rpartition("::")[2].rpartition("$")[2]
    if not name or type_ == "pulumi:pulumi:Stack":
        return ""
    return f"{type_.rpartition(':')[2]} {name}"


def kubernetes_data(type_: str, properties: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The object's data with its apiVersion and kind, which the type tells where it must."""
    if not type_.startswith(_KUBERNETES) or type_.startswith(_NO_OBJECT):
        return None
    _, version, kind = type_.split(":", 2)
    if kind.endswith("Patch"):
        return None
    api_version = version.removeprefix("core/")
    return {"apiVersion": api_version, "kind": kind, **properties}
