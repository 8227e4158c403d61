"""Asking a service whose URL asks who is calling: a function, invoked with one's own rights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ops.health import PATH, Health, ask

_SECONDS = 15.0
"""Seconds for an answer: a function that slept starts first."""


@dataclass(frozen=True)
class Guarded:
    """A function behind a URL that takes signed requests only."""

    function: str
    qualifier: str
    region: str


def guarded(outputs: Mapping[str, str]) -> Guarded | None:
    """Whether the stack's URL is such a one, by its outputs; None for a URL that anyone may ask."""
    if outputs.get("access") != "AWS_IAM" or not outputs.get("function"):
        return None
    return Guarded(outputs["function"], outputs.get("alias", ""), outputs.get("region", ""))


def asking(outputs: Mapping[str, str]) -> Callable[[str], Health]:
    """How to ask the stack's service whether it is well."""
    behind = guarded(outputs)
    return ask if behind is None else lambda _url: _invoked(behind)


def _invoked(behind: Guarded) -> Health:
    from collect.live.aws.invoking import Request, invoke

    found = invoke(behind.function, behind.qualifier, Request("GET", PATH), behind.region, _SECONDS)
    if found.status:
        return Health(found.status)
    reason = found.refused or found.error or found.error_type or "no answer"
    return Health(None, f"does not answer ({reason})")
