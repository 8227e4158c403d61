"""Names the provider gives: to objects without one, and to itself as a field manager."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from local.providers.kubernetes import annotations, manifest
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import Unknown

_SUFFIX_DIGITS = 8
"""Hexadecimal digits behind an automatic name, as with the official provider."""

MANAGER_PREFIX = "pulumi-kubernetes"
"""What every field manager of the provider starts with."""


@dataclass(frozen=True)
class Proposal:
    """The name that the engine's autonaming configuration asks for; empty when it asks for none."""

    name: str = ""
    forbidden: bool = False


NO_PROPOSAL = Proposal()
"""The stack configures no names."""


def suffix(seed: bytes, salt: str) -> str:
    """Eight hexadecimal digits: the same ones for the same seed, random ones without a seed."""
    if not seed:
        return secrets.token_hex(_SUFFIX_DIGITS // 2)
    return hashlib.sha256(seed + salt.encode()).hexdigest()[:_SUFFIX_DIGITS]


def is_named(found: manifest.Object) -> bool:
    """Tell whether the object has a name, be it one that is not known yet."""
    value = manifest.at(found, "metadata", "name")
    return isinstance(value, Unknown) or bool(value)


def is_autonamed(found: manifest.Object) -> bool:
    """Tell whether the provider chose the object's name."""
    return annotations.is_set(found, annotations.AUTONAMED)


def assign_name(inputs: manifest.Object, base: str, seed: bytes, proposal: Proposal) -> None:
    """Name a new object after the program's resource unless it has a name.

    Raises ProviderError where the engine's configuration forbids automatic names.
    """
    if is_named(inputs) or manifest.at(inputs, "metadata", "generateName"):
        return
    if proposal.forbidden:
        raise ProviderError(
            f"automatic naming is disabled for this stack; set metadata.name of {base!r}"
        )
    _mark_autonamed(inputs, proposal.name or f"{base}-{suffix(seed, base)}")


def adopt_name(inputs: manifest.Object, old: manifest.Object) -> None:
    """Keep an automatic name over updates."""
    if not is_named(inputs) and is_autonamed(old):
        _mark_autonamed(inputs, manifest.name(old))


def _mark_autonamed(inputs: manifest.Object, name: str) -> None:
    manifest.metadata(inputs)["name"] = name
    annotations.annotate(inputs, annotations.AUTONAMED, "true")


def field_manager(state: dict[str, Any], inputs: manifest.Object, urn: str) -> str:
    """Who owns the fields that this resource sets: annotation, state, or the resource's own name.

    The name follows from the URN, so that a run that was killed before it could
    write its state finds what it made when it is repeated.
    """
    asked = annotations.annotation(inputs, annotations.PATCH_FIELD_MANAGER)
    known = state.get("__fieldManager")
    own = f"{MANAGER_PREFIX}-{suffix(urn.encode(), '')}"
    return asked or (known if isinstance(known, str) else "") or own
