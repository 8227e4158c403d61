"""The questions themselves, free of the wire format."""

from dataclasses import dataclass, field
from typing import Any

from local.providers.kubernetes.naming import NO_PROPOSAL, Proposal

Properties = dict[str, Any]
"""A property map with its secrets and unknowns marked."""


@dataclass(frozen=True)
class CheckRequest:
    """Asks whether inputs are valid, and what they are exactly."""

    urn: str
    news: Properties
    olds: Properties = field(default_factory=dict)
    seed: bytes = b""
    proposal: Proposal = NO_PROPOSAL


@dataclass(frozen=True)
class DiffRequest:
    """Asks what would change."""

    urn: str
    state: Properties
    news: Properties
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CreateRequest:
    """Asks for a new object; `timeout` in seconds, 0 for the default."""

    urn: str
    news: Properties
    timeout: float = 0
    preview: bool = False


@dataclass(frozen=True)
class UpdateRequest:
    """Asks for a changed object; `timeout` in seconds, 0 for the default."""

    urn: str
    state: Properties
    news: Properties
    timeout: float = 0
    preview: bool = False
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadRequest:
    """Asks what is there; without inputs it is an import."""

    urn: str
    identity: str
    state: Properties
    inputs: Properties


@dataclass(frozen=True)
class DeleteRequest:
    """Asks for an object's removal; `timeout` in seconds, 0 for the default."""

    urn: str
    identity: str
    state: Properties
    timeout: float = 0
