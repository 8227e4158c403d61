"""Properties that differ, and how the engine is told of them."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol import paths


class Change(Enum):
    """What happens to a property; the values are the engine's words."""

    ADD = "ADD"
    DELETE = "DELETE"
    UPDATE = "UPDATE"


@dataclass(frozen=True)
class Difference:
    """One property that differs; `replaces` when only a new object can have it so."""

    path: paths.Path
    change: Change
    replaces: bool = False


def ignoring(found: list[Difference], ignored: list[str]) -> list[Difference]:
    """Leave out what `ignore_changes` names."""
    masks = [paths.read(path) for path in ignored]
    return [
        difference
        for difference in found
        if not any(paths.covers(mask, difference.path) for mask in masks)
    ]


def detailed(found: list[Difference]) -> dict[str, Any]:
    """Write the differences as the engine's detailed diff."""
    return {paths.written(one.path): _property(one) for one in found}


def _property(difference: Difference) -> Any:
    word = difference.change.value + ("_REPLACE" if difference.replaces else "")
    return proto.PropertyDiff(
        kind=proto.PropertyDiff.Kind.Value(word), inputDiff=difference.change is Change.DELETE
    )
