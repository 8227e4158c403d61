"""The three answers to "is it ready?", and what a judge may look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from local.providers.kubernetes.manifest import Object


@dataclass(frozen=True)
class Done:
    """The object is ready."""


@dataclass(frozen=True)
class Waiting:
    """Not yet: `reason` is shown meanwhile, `details` are what is wrong should time run out."""

    reason: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failed:
    """It will never be ready."""

    reasons: tuple[str, ...]


Verdict = Done | Waiting | Failed

Related = Mapping[str, list[Object]]
"""Objects beside the judged one, by kind."""


@dataclass(frozen=True)
class Ask:
    """Which related objects a judge needs: a kind in the same namespace, by label selector."""

    api_version: str
    kind: str
    labels: str = ""


@dataclass(frozen=True)
class Awaiter:
    """How one kind is awaited.

    `seconds` is the official provider's default timeout; `on_read` tells
    whether a refresh judges the object too.
    """

    judge: Callable[[Object, Related], Verdict]
    asks: Callable[[Object], tuple[Ask, ...]] = lambda _: ()
    seconds: float = 600
    on_read: bool = True
