"""How often each finding was seen, and when: as many entries as there are patterns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diagnosis.finding import Kind, Severity
from ops.following.matches import Match


@dataclass(slots=True)
class Count:
    """One finding: the first match of it, how many there were, and the times of the outer two."""

    match: Match
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, match: Match) -> None:
        """Count a match."""
        self.count += 1
        if match.time is not None:
            self.first = min(filter(None, (self.first, match.time)))
            self.last = max(filter(None, (self.last, match.time)))


class Tally:
    """The counts, and whether any of them is bad."""

    def __init__(self) -> None:
        self._counts: dict[str, Count] = {}

    def add(self, match: Match) -> None:
        """Count a match under its pattern's id."""
        self._counts.setdefault(match.pattern.id, Count(match)).add(match)

    @property
    def counts(self) -> Sequence[Count]:
        """The worst first, then the most frequent."""
        return sorted(
            self._counts.values(),
            key=lambda one: (
                one.match.pattern.kind is not Kind.CAUSE,
                -one.match.pattern.severity.rank,
                -one.count,
            ),
        )

    @property
    def bad(self) -> bool:
        """Whether a cause of high severity or above was seen."""
        return any(
            one.match.pattern.kind is Kind.CAUSE
            and one.match.pattern.severity.rank >= Severity.HIGH.rank
            for one in self._counts.values()
        )
