"""The questions themselves, free of the wire format."""

from dataclasses import dataclass, field
from typing import Any

from local.providers.aws.naming import Wish

Marked = dict[str, Any]
"""A property map with its secrets and unknowns marked."""


@dataclass(frozen=True)
class CheckRequest:
    """Asks whether inputs are valid, and what they are exactly."""

    token: str
    news: Marked
    olds: Marked
    wish: Wish


@dataclass(frozen=True)
class DiffRequest:
    """Asks what would change."""

    token: str
    state: Marked
    news: Marked
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CreateRequest:
    """Asks for a new resource; `timeout` in seconds, 0 for the default."""

    token: str
    news: Marked
    timeout: float = 0
    preview: bool = False


@dataclass(frozen=True)
class UpdateRequest:
    """Asks for a changed resource; `timeout` in seconds, 0 for the default."""

    token: str
    identity: str
    state: Marked
    news: Marked
    timeout: float = 0
    preview: bool = False
    ignored: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadRequest:
    """Asks what is there; without a state it is an import."""

    token: str
    identity: str
    state: Marked
    inputs: Marked


@dataclass(frozen=True)
class DeleteRequest:
    """Asks for a resource's removal; `timeout` in seconds, 0 for the default."""

    token: str
    identity: str
    state: Marked
    timeout: float = 0
