"""Autoscalers: what they may change, and how far."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from drift.exclusions import matches
from drift.model import Data, Item, Key, Path
from drift.walking.quantities import quantity

_KEDA_MOST = 100
"""Pods that KEDA goes up to unless a ScaledObject says otherwise."""

KINDS = frozenset({"HorizontalPodAutoscaler", "VerticalPodAutoscaler", "ScaledObject"})


@dataclass(frozen=True, slots=True)
class Autoscaler:
    """One autoscaler of an object, with the pods it may make of it."""

    name: str
    least: int
    most: int

    def __str__(self) -> str:
        """`HorizontalPodAutoscaler web (2 to 5)`."""
        return f"{self.name} ({self.least} to {self.most})"


@dataclass(frozen=True, slots=True)
class Sizer:
    """A VerticalPodAutoscaler: bounds by container (pattern) and resource."""

    name: str
    bounds: tuple[tuple[str, Data, Data], ...]

    def allows(self, container: str, resource: str, value: Any) -> bool:
        """Whether it may give a container this much."""
        amount = quantity(value)
        for pattern, least, most in self.bounds:
            if matches(pattern, container):
                low, high = quantity(least.get(resource)), quantity(most.get(resource))
                return amount is not None and _between(amount, low, high)
        return amount is not None


Target = tuple[str, str, str]
"""Kind, namespace and name of what is scaled."""


class Autoscalers:
    """The autoscalers of a cluster, by what they scale."""

    def __init__(self, objects: Iterable[Data]) -> None:
        """Read them; one that can't be read scales nothing."""
        self._counting: dict[Target, list[Autoscaler]] = defaultdict(list)
        self._sizing: dict[Target, list[Sizer]] = defaultdict(list)
        for one in objects:
            spec, metadata = _mapping(one.get("spec")), _mapping(one.get("metadata"))
            kind, name = one.get("kind"), metadata.get("name")
            target = _target(spec, metadata, kind)
            if kind == "VerticalPodAutoscaler":
                self._sizing[target] += _sizers(spec, f"{kind} {name}")
            else:
                least, most = _range(spec, kind)
                if most >= least >= 0:
                    self._counting[target].append(Autoscaler(f"{kind} {name}", least, most))

    def of_replicas(self, key: Key, steps: Path, live: Any) -> tuple[Autoscaler | None, bool]:
        """The autoscaler of a field with a number of pods, and whether the number is its to set."""
        found = self._counting.get((key.kind, key.namespace, key.name), [])
        if steps != ("spec", "replicas") or not found:
            return None, False
        count = quantity(live)
        for one in found:
            if count is not None and one.least <= count <= one.most:
                return one, True
        return found[0], False

    def of_resources(self, key: Key, steps: Path, live: Any) -> Sizer | None:
        """The autoscaler that may have set this amount of a container."""
        match steps:
            case (*_, Item() as item, "resources", _, str(resource)):
                container = dict(item.keys).get("name", "")
            case _:
                return None
        sizers = self._sizing.get((key.kind, key.namespace, key.name), [])
        fit = (one for one in sizers if one.allows(container, resource, live))
        return next(fit, None)


def _target(spec: Data, metadata: Data, kind: Any) -> Target:
    reference = _mapping(
        spec.get("targetRef" if kind == "VerticalPodAutoscaler" else "scaleTargetRef")
    )
    usual = "Deployment" if kind == "ScaledObject" else ""
    return (
        str(reference.get("kind") or usual),
        str(metadata.get("namespace") or "default"),
        str(reference.get("name") or ""),
    )


def _range(spec: Data, kind: Any) -> tuple[int, int]:
    """The fewest and the most pods; an empty range where they make no sense."""
    if kind == "ScaledObject":
        least = _whole(spec.get("minReplicaCount"), 0)
        idle = _whole(spec.get("idleReplicaCount"), least)
        return min(least, idle), _whole(spec.get("maxReplicaCount"), _KEDA_MOST)
    return _whole(spec.get("minReplicas"), 1), _whole(spec.get("maxReplicas"), -1)


def _sizers(spec: Data, name: str) -> Iterator[Sizer]:
    if _mapping(spec.get("updatePolicy")).get("updateMode") == "Off":
        return
    policies = _mapping(spec.get("resourcePolicy")).get("containerPolicies")
    bounds = [
        (
            str(one.get("containerName") or "*"),
            _mapping(one.get("minAllowed")),
            _mapping(one.get("maxAllowed")),
        )
        for one in (policies if isinstance(policies, list) else [])
        if isinstance(one, dict) and one.get("mode") != "Off"
    ]
    yield Sizer(name, tuple(bounds))


def _between(amount: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or amount >= low) and (high is None or amount <= high)


def _whole(value: Any, otherwise: int) -> int:
    if value is None:
        return otherwise
    number = quantity(value)
    return int(number) if number is not None and number == int(number) else -1


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
