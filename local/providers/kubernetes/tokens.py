"""Pulumi names (URNs and type tokens) to Kubernetes names (group, version, kind)."""

from dataclasses import dataclass

from local.providers.protocol.failures import ProviderError

_TOKEN_PARTS = 3
_URN_PARTS = 4


@dataclass(frozen=True)
class Kind:
    """A Kubernetes kind; `patch` marks a Pulumi resource that manages only some fields of it."""

    group: str
    version: str
    name: str
    patch: bool = False

    @property
    def api_version(self) -> str:
        """What stands in a manifest's `apiVersion`."""
        return f"{self.group}/{self.version}" if self.group else self.version


def kind_of(token: str) -> Kind:
    """Read a type token such as `kubernetes:apps/v1:Deployment`.

    Raises ProviderError when the token names no Kubernetes kind.
    """
    parts = token.split(":")
    if len(parts) != _TOKEN_PARTS or parts[0] != "kubernetes" or "/" not in parts[1]:
        raise ProviderError(
            f"the resource type {token!r} names no Kubernetes group, version and kind"
        )
    group, version = parts[1].rsplit("/", 1)
    if group == "helm.sh":
        raise ProviderError(
            f"{token} needs the official Kubernetes provider: the stand-in knows no Helm"
        )
    name = parts[2]
    patch = name.endswith("Patch") and name != "Patch"
    return Kind(
        group="" if group == "core" else group,
        version=version,
        name=name.removesuffix("Patch") if patch else name,
        patch=patch,
    )


def token_of(urn: str) -> str:
    """The type token at the end of a URN's chain of parent types."""
    return _parts(urn)[2].rsplit("$", 1)[-1]


def name_of(urn: str) -> str:
    """The resource's name in the program."""
    return _parts(urn)[3]


def is_list(kind: Kind) -> bool:
    """Tell whether the kind is a list of objects rather than an object."""
    return kind.name.endswith("List")


def _parts(urn: str) -> list[str]:
    parts = urn.removeprefix("urn:pulumi:").split("::", _URN_PARTS - 1)
    if len(parts) != _URN_PARTS:
        raise ProviderError(f"{urn!r} is not a resource name of the engine")
    return parts
