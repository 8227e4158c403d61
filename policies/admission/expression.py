"""What a rule is in CEL: data beside the rule, which stays the source of everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

PODS = (
    "Pod",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "ReplicationController",
    "Job",
    "CronJob",
)
"""The kinds that are or make pods, as far as the API server knows them."""

SERVING = PODS[:6]


class Over(StrEnum):
    """What an expression is about; it is true when all is well."""

    EVERY = "every"  # each container `c`, of any sort
    LASTING = "lasting"  # each app container and native sidecar `c`
    POD = "pod"  # the pod: `variables.spec` and `variables.meta`
    OBJECT = "object"  # the object itself: `object`


@dataclass(frozen=True)
class Expression:
    """A rule's expression. `$name` stands for the rule's setting of that name.

    `linux` exempts pods that say Windows. `kinds` are those that it is asked of.
    """

    rule: str
    over: Over
    cel: str
    kinds: tuple[str, ...] = PODS
    linux: bool = False


_EXPRESSIONS: dict[str, Expression] = {}


def compiled(
    rule: str, over: Over, cel: str, *, kinds: Iterable[str] = PODS, linux: bool = False
) -> None:
    """Say what a rule is in CEL. Raises ValueError where that has been said."""
    if rule in _EXPRESSIONS:
        raise ValueError(f"{rule} has an expression")
    _EXPRESSIONS[rule] = Expression(rule, over, " ".join(cel.split()), tuple(kinds), linux)


def expressions() -> dict[str, Expression]:
    """All expressions, by rule id."""
    from . import expressions as _  # noqa: F401  # importing them registers them

    return dict(sorted(_EXPRESSIONS.items()))
