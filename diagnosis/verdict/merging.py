"""One claim for each failure and owner: ten pods with one trouble are one finding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from diagnosis.causes import Candidate, Voice
from diagnosis.finding import Confidence, Evidence, Kind

_QUOTED = 8
"""Lines that one finding quotes."""


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """Candidates of one id and owner, told by the loudest; `places` are all it was seen in."""

    said: Candidate
    places: tuple[str, ...]
    nodes: frozenset[str]

    @property
    def id(self) -> str:
        """The failure mode."""
        return self.said.id

    @property
    def owner(self) -> str:
        """The topmost owner; empty where nobody knows."""
        return self.said.subject.owner

    @property
    def is_weak(self) -> bool:
        """Whether only a mention or an exit code speaks for it."""
        return self.said.voice < Voice.LINE


def merged(candidates: Iterable[Candidate]) -> list[Claim]:
    """The claims, in the order in which they were first made."""
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for one in candidates:
        groups.setdefault((one.id, one.subject.owner), []).append(one)
    return [_claim(group) for group in groups.values()]


def _claim(group: Sequence[Candidate]) -> Claim:
    loudest = max(group, key=lambda one: (not one.aside, one.voice))
    said = replace(
        loudest,
        evidence=_evidence([loudest, *(one for one in group if one is not loudest)]),
        kind=Kind.SYMPTOM if all(one.kind is Kind.SYMPTOM for one in group) else Kind.CAUSE,
        confidence=_confidence(group),
        explains=frozenset().union(*(one.explains for one in group)),
        yields_to=frozenset().union(*(one.yields_to for one in group)),
        documentation=next((one.documentation for one in group if one.documentation), ""),
    )
    return Claim(
        said=said,
        places=tuple(dict.fromkeys(one.subject.place for one in group if one.subject.place)),
        nodes=frozenset(one.subject.node for one in group if one.subject.node),
    )


def _evidence(group: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """The lines, without those that are a part of one that is quoted already."""
    kept: list[Evidence] = []
    for one in group:
        for evidence in one.evidence:
            if len(kept) < _QUOTED and not any(evidence.line in other.line for other in kept):
                kept.append(evidence)
    return tuple(kept)


def _confidence(group: Sequence[Candidate]) -> Confidence:
    """A line and the platform that agree are surer than either."""
    best = max((one.confidence for one in group), key=list(Confidence).index)
    voices = {one.voice for one in group if not one.aside}
    agree = Voice.LINE in voices and len(voices - {Voice.MENTION, Voice.LINE}) > 0
    return Confidence.HIGH if agree else best
