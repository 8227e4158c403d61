"""The built-in patterns, loaded once, and which of several that match a line is the answer."""

from collections.abc import Iterable, Sequence

from diagnosis.finding import Kind
from diagnosis.matching import LogPattern, Place, Source, load_patterns

LOADED = load_patterns()
PATTERNS: Sequence[LogPattern] = tuple(LOADED.patterns)


def causes(line: str, source: Source) -> set[str]:
    """The causes that a line comes to where nothing else is known; symptoms stand aside."""
    place = Place(source=source)
    hits = [hit.pattern for hit in LOADED.patterns.scan(line) if hit.pattern.applies(place)]
    return {one.id for one in hits if one.kind is Kind.CAUSE and not is_outdone(one, hits)}


def is_outdone(pattern: LogPattern, hits: Iterable[LogPattern]) -> bool:
    """Whether another id among the hits explains this one, or is the better answer."""
    return any(
        pattern.id in other.explains or other.id in pattern.yields_to
        for other in hits
        if other.id != pattern.id
    )


def same_place(one: LogPattern, other: LogPattern) -> bool:
    """Whether there are lines that both are looked for in."""
    left, right = one.scope, other.scope
    return bool(set(left.source) & set(right.source)) and all(
        not mine or not theirs or bool(set(mine) & set(theirs))
        for mine, theirs in (
            (left.platform, right.platform),
            (left.technology, right.technology),
            (left.role, right.role),
        )
    )
