"""Which failed resources are explained, and what of them is asked. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diagnosis.snapshot import Platform
from gate.explaining import Asked

WORKLOADS = frozenset(
    {
        "kubernetes:apps/v1:Deployment",
        "kubernetes:apps/v1:StatefulSet",
        "kubernetes:apps/v1:DaemonSet",
        "kubernetes:apps/v1:ReplicaSet",
        "kubernetes:batch/v1:Job",
        "kubernetes:core/v1:Pod",
    }
)
"""The types of Kubernetes whose failures are explained."""

_CONTAINER = "docker:index/container:Container"
_FUNCTION = "aws:lambda/function:Function"
_PROVISIONED = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"
_MADE = ("waiting for", "health", "exited")
"""Words of a provider that made something and saw it fail."""
_NAMES = ("name", "functionName", "function", "role", "repository")
"""Inputs that tell a person which one it is."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A resource that the engine could not make or change, as its hook is told of it."""

    type: str
    name: str
    inputs: Mapping[str, Any]
    errors: Sequence[str]

    @property
    def kind(self) -> str:
        """The type without its package."""
        return self.type.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look and keep: the Kubernetes provider's, and the folder of evidence."""

    kubeconfig: str = ""
    context: str = ""
    namespace: str = ""
    folder: str = ""


def is_explained(type_: str) -> bool:
    """Whether failures of this type are explained: of AWS all of them, where anything is known."""
    return type_ in WORKLOADS or type_ == _CONTAINER or type_.startswith("aws:")


def asked(failed: Failed, place: Place) -> Asked:
    """The question to the diagnosis."""
    if failed.type in WORKLOADS:
        return _workload(failed, place)
    platform = Platform.DOCKER if failed.type == _CONTAINER else Platform.LAMBDA
    kind, name, version = _looked_at(failed)
    return Asked(
        heading=f"why {failed.kind} {_name(failed)} failed:",
        kind=kind,
        name=name,
        errors=tuple(failed.errors),
        folder=place.folder,
        platform=platform,
        region=str(failed.inputs.get("region") or ""),
        version=version,
        quiet=True,
    )


def _workload(failed: Failed, place: Place) -> Asked:
    metadata = failed.inputs.get("metadata")
    metadata = metadata if isinstance(metadata, Mapping) else {}
    name = str(metadata.get("name") or failed.name)
    return Asked(
        heading=f"why {failed.kind} {name} failed:",
        kind=failed.kind,
        name=name,
        namespace=str(metadata.get("namespace") or place.namespace),
        errors=tuple(failed.errors),
        folder=place.folder,
        kubeconfig=place.kubeconfig,
        context=place.context,
    )


def _name(failed: Failed) -> str:
    return next((str(failed.inputs[one]) for one in _NAMES if failed.inputs.get(one)), failed.name)


def _looked_at(failed: Failed) -> tuple[str, str, str]:
    """Kind, name and version to look at; `Refused` and the kind is not looked at.

    What was refused is not there, or it is as it was before: neither tells anything. What was made
    and does not become active, or healthy, says why. A function's logs are those of what was not
    published: what visitors met in older versions has nothing to do with this.
    """
    name = _name(failed)
    if not any(word in one for word in _MADE for one in failed.errors):
        return f"Refused {failed.kind}", name, ""
    if failed.type == _PROVISIONED:
        qualifier = str(failed.inputs.get("qualifier") or "")
        return "Function", name, qualifier if qualifier.isdecimal() else ""
    return failed.kind, name, "$LATEST" if failed.type == _FUNCTION else ""
