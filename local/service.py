"""What the supervisor runs: a named long-lived process and how to tell that it works."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Readiness:
    """How to tell that a service answers: exactly one of the three is set.

    `http` is a URL that must answer 2xx (certificates are not verified: it is
    our own loopback), `tcp` a (host, port) pair, `socket` a unix socket's path.
    """

    http: str | None = None
    tcp: tuple[str, int] | None = None
    socket: str | None = None


@dataclass(frozen=True)
class Service:
    """One supervised process.

    `ports` are the TCP ports it binds (checked to be free before the first
    start), `after` names services that must be ready first, `start_seconds` is
    how long it may take to become ready.
    """

    name: str
    command: tuple[str, ...]
    readiness: Readiness
    environment: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    start_seconds: float = 60.0
