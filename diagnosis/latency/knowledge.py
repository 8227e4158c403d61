"""The numbers that the judgement rests on: thresholds, metrics, and what hardware can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_TAKES = frozenset({"sum", "max", "min", "mean", "rate", "average", "p95", "p99"})


class BadThresholds(ValueError):
    """A file of thresholds that can't be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value in the measure's own unit, and where the number is from."""

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """A metric that tells a measure, and what to make of its series."""

    metric: str
    take: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Thresholds and sources by name; peak bandwidths in bytes a second."""

    thresholds: Mapping[str, Threshold]
    units: Mapping[str, str]
    sources: Mapping[str, tuple[Source, ...]]
    memory_bandwidth: Mapping[str, float]
    pcie_lane: Mapping[int, float]


def knowledge(own: str | None = None) -> Knowledge:
    """What is built in, with the entries of `own`, a YAML text, in place of ours.

    Raises BadThresholds for a text that is no such file, or that names what does not exist.
    """
    built_in = _built_in()
    if own is None:
        return built_in
    replaced = {**built_in.thresholds, **_own(own, built_in.thresholds)}
    return Knowledge(
        replaced,
        built_in.units,
        built_in.sources,
        built_in.memory_bandwidth,
        built_in.pcie_lane,
    )


@cache
def _built_in() -> Knowledge:
    numbers = yaml.safe_load((_HERE / "thresholds.yaml").read_text())
    measured = yaml.safe_load((_HERE / "measures.yaml").read_text())["measures"]
    return Knowledge(
        {name: Threshold(**entry) for name, entry in numbers["thresholds"].items()},
        {name: entry["unit"] for name, entry in measured.items()},
        {name: tuple(_source(one) for one in entry["from"]) for name, entry in measured.items()},
        {name: float(value) for name, value in numbers["memory_bandwidth"].items()},
        {int(name): float(value) for name, value in numbers["pcie_lane"].items()},
    )


def _source(entry: Mapping[str, Any]) -> Source:
    source = Source(**entry)
    if source.take not in _TAKES:
        raise BadThresholds(f"{source.metric}: `{source.take}` is none of {sorted(_TAKES)}")
    return source


def _own(text: str, known: Mapping[str, Threshold]) -> dict[str, Threshold]:
    try:
        entries = yaml.safe_load(text)["thresholds"]
        return {name: _threshold(name, entry, known) for name, entry in entries.items()}
    except yaml.YAMLError as error:
        raise BadThresholds(f"this is no YAML: {str(error).splitlines()[0]}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise BadThresholds(
            "a mapping `thresholds` of name to {value, source} is needed"
        ) from error


def _threshold(name: str, entry: Any, known: Mapping[str, Threshold]) -> Threshold:
    if name not in known:
        raise BadThresholds(f"there is no threshold `{name}`; known are {', '.join(sorted(known))}")
    value = entry.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadThresholds(f"the value of `{name}` is no number: {value!r}")
    return Threshold(float(value), str(entry.get("source", "your own")))
