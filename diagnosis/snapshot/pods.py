"""A pod at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .containers import Container
from .objects import Condition
from .reference import Ref


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its `kind` as the spec writes it (secret, emptyDir), and what it refers to."""

    name: str
    kind: str
    source: str = ""
    size_limit: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Pod:
    """A pod: all kinds of containers, in order; `owner` is the direct one."""

    ref: Ref
    phase: str = ""
    reason: str = ""
    message: str = ""
    owner: Ref | None = None
    node: str = ""
    ip: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    containers: tuple[Container, ...] = ()
    volumes: tuple[Volume, ...] = ()
    service_account: str = ""
    restart_policy: str = ""
    qos: str = ""
    grace: int | None = None
    created: datetime | None = None
    started: datetime | None = None
    deleted: datetime | None = None
    """When its deletion was asked for: a pod that goes away on purpose is no failure."""
