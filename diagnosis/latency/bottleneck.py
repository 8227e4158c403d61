"""What a bottleneck is, and how it is proved."""

from dataclasses import dataclass

from .knowledge import Knowledge, Threshold
from .measures import Measure


@dataclass(frozen=True, slots=True)
class Proof:
    """A measure beside the threshold that it is held against."""

    measure: Measure
    threshold: Threshold | None = None
    relation: str = ""
    """How they relate, in words: `at or above`, `below`; empty without a threshold."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One place where the time goes; `certain` when the proof does not rest on one number alone."""

    id: str
    title: str
    proofs: tuple[Proof, ...]
    suggestion: str
    certain: bool = True


class Readings:
    """The measures at hand, asked against thresholds by name; what is not measured is not so."""

    def __init__(self, measured: dict[str, Measure], known: Knowledge) -> None:
        self.measured = measured
        self.known = known

    def get(self, name: str) -> float | None:
        """The value of a measure, None if it was not measured."""
        found = self.measured.get(name)
        return None if found is None else found.value

    def above(self, name: str, threshold: str) -> Proof | None:
        """The proof that a measure is at or above a threshold."""
        limit = self.known.thresholds[threshold]
        found = self.measured.get(name)
        if found is None or found.value < limit.value:
            return None
        return Proof(found, limit, "at or above")

    def below(self, name: str, threshold: str) -> Proof | None:
        """The proof that a measure is below a threshold."""
        limit = self.known.thresholds[threshold]
        found = self.measured.get(name)
        if found is None or found.value >= limit.value:
            return None
        return Proof(found, limit, "below")

    def share(self, part: str, whole: str, threshold: str) -> Proof | None:
        """The proof that a part makes up at least a threshold's share of the whole."""
        part_value, whole_value = self.get(part), self.get(whole)
        if part_value is None or not whole_value:
            return None
        limit = self.known.thresholds[threshold]
        metric = self.measured[part].metric
        share = Measure(f"{part} of {whole}", part_value / whole_value, "share", metric)
        return Proof(share, limit, "at or above") if share.value >= limit.value else None

    def plain(self, *names: str) -> tuple[Proof, ...]:
        """Measures that belong to the picture, without a threshold."""
        return tuple(Proof(self.measured[name]) for name in names if name in self.measured)
