"""Requests and limits against each other, and against a team's bounds."""

from collections.abc import Iterator
from decimal import Decimal

from ..model import Problem, Profile, Severity, Subject
from ..quantities import quantity
from ..registry import rule
from ..subjects import Container, Context
from .reading import LINK, amount


@rule(
    "requests-equal-limits",
    "The memory request equals the memory limit",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    remediation="Set resources.requests.memory to what resources.limits.memory says.",
    argument="memory_request",
    link=LINK,
    tags=("resources",),
)
def equal(container: Container, _: Context) -> Iterator[Problem]:
    """Memory above the request is borrowed: the pod that uses it is killed when it is wanted."""
    requested = amount(container, "requests", "memory")
    limit = amount(container, "limits", "memory")
    if quantity(requested) != quantity(limit):
        yield Problem(
            "resources.requests.memory",
            f"memory request ({requested or 'none'}) is not the limit ({limit or 'none'})",
        )


@rule(
    "resource-ratio",
    "A limit is not far above its request",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    remediation="Raise the request, or lower the limit.",
    argument="memory_request",
    link=LINK,
    tags=("resources",),
    settings={"cpu": 2, "memory": 2},
)
def ratio(container: Container, context: Context) -> Iterator[Problem]:
    """A node that promises far more than it has lets pods down when they need it most."""
    for resource in ("cpu", "memory"):
        highest = context.settings[resource]
        requested = quantity(amount(container, "requests", resource))
        limit = quantity(amount(container, "limits", resource))
        if highest and requested and limit and limit / requested > Decimal(str(highest)):
            message = f"{resource} limit is more than {highest} times the request"
            yield Problem(f"resources.limits.{resource}", message)


@rule(
    "resource-range",
    "Requests and limits are within the team's bounds",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    remediation="Choose an amount between the configured minimum and maximum.",
    argument="memory",
    link=LINK,
    tags=("resources",),
    settings={
        f"{resource}_{kind}_{end}": ""
        for resource in ("cpu", "memory")
        for kind in ("request", "limit")
        for end in ("minimum", "maximum")
    },
    applies=lambda _, context: any(context.settings.values()),
)
def within(container: Container, context: Context) -> Iterator[Problem]:
    """One container that asks for a whole node, or for nothing, is mostly a typing error."""
    for resource in ("cpu", "memory"):
        for kind in ("request", "limit"):
            written = amount(container, f"{kind}s", resource)
            found = quantity(written)
            least = quantity(context.settings[f"{resource}_{kind}_minimum"])
            most = quantity(context.settings[f"{resource}_{kind}_maximum"])
            path = f"resources.{kind}s.{resource}"
            if found is None:
                if least is not None or (most is not None and kind == "limit"):
                    yield Problem(path, f"has no {resource} {kind}, and bounds are configured")
            elif least is not None and found < least:
                yield Problem(path, f"{resource} {kind} ({written}) is below the minimum")
            elif most is not None and found > most:
                yield Problem(path, f"{resource} {kind} ({written}) is above the maximum")
