"""Requests and limits that a container must have, or must not."""

from collections.abc import Callable, Iterator, Sequence

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Container, Context
from .reading import LINK, amount

Pair = tuple[str, str]
"""`requests` or `limits`, and the resource."""

_CPU, _MEMORY = ("requests", "cpu"), ("requests", "memory")
_CPU_LIMIT, _MEMORY_LIMIT = ("limits", "cpu"), ("limits", "memory")
_STORAGE = (("requests", "ephemeral-storage"), ("limits", "ephemeral-storage"))
_SINGULAR = {"requests": "request", "limits": "limit"}


def _required(pairs: Sequence[Pair], reason: str) -> Callable[[Container, Context], list[Problem]]:
    def check(container: Container, _: Context) -> list[Problem]:
        return [
            Problem(f"resources.{group}.{resource}", f"has no {resource} {_SINGULAR[group]}")
            for group, resource in pairs
            if amount(container, group, resource) is None
        ]

    check.__doc__ = reason
    return check


_NO_CPU_REQUEST = "Without a request the scheduler packs pods on a node that cannot feed them."
_NO_MEMORY_REQUEST = "Without a request the pod is the first to be evicted when memory is short."
_NO_MEMORY_LIMIT = "Without a limit a leak takes the node, and its neighbours, down with it."
_BOTH = "A team that wants every container bounded says so for each resource."

_BASELINE, _OPTIONAL = Profile.BASELINE, Profile.OPTIONAL
for _id, _pairs, _profile, _argument, _reason in (
    ("cpu-request-required", [_CPU], _BASELINE, "cpu", _NO_CPU_REQUEST),
    ("memory-request-required", [_MEMORY], _BASELINE, "memory_request", _NO_MEMORY_REQUEST),
    ("memory-limit-required", [_MEMORY_LIMIT], _BASELINE, "memory", _NO_MEMORY_LIMIT),
    ("cpu-limit-required", [_CPU_LIMIT], _OPTIONAL, "cpu_limit", _BOTH),
    ("cpu-requests-limits", [_CPU, _CPU_LIMIT], _OPTIONAL, "cpu_limit", _BOTH),
    ("memory-requests-limits", [_MEMORY, _MEMORY_LIMIT], _OPTIONAL, "memory", _BOTH),
    (
        "resources-all-required",
        [_CPU, _MEMORY, _CPU_LIMIT, _MEMORY_LIMIT],
        _OPTIONAL,
        "cpu_limit",
        _BOTH,
    ),
    ("ephemeral-storage-required", _STORAGE, _OPTIONAL, "pod_overrides", _BOTH),
):
    _wanted = " and ".join(f"{resource} {_SINGULAR[group]}" for group, resource in _pairs)
    rule(
        _id,
        f"A container has a {_wanted}",
        severity=Severity.MEDIUM if _profile is _BASELINE else Severity.LOW,
        profile=_profile,
        subject=Subject.CONTAINER,
        remediation="Set "
        + " and ".join(f"resources.{group}.{resource}" for group, resource in _pairs)
        + ".",
        argument=_argument,
        link=LINK,
        tags=("resources",),
    )(_required(_pairs, _reason))


@rule(
    "forbid-cpu-limit",
    "A container has no CPU limit",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.CONTAINER,
    remediation="Remove resources.limits.cpu; the request already guarantees a share.",
    argument="cpu_limit",
    link=LINK,
    tags=("resources",),
)
def no_cpu_limit(container: Container, _: Context) -> Iterator[Problem]:
    """A CPU limit throttles a streaming event loop at every burst, on an idle node too."""
    if amount(container, "limits", "cpu") is not None:
        yield Problem("resources.limits.cpu", "has a CPU limit")
