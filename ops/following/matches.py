"""Lines that a pattern matches, one after the other, out of any number of sources."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import groupby

from diagnosis.causes.lines.levels import is_chatter
from diagnosis.matching import Hit, LogPattern, PatternSet, Place, Source, technologies
from diagnosis.redaction import redact
from diagnosis.snapshot import Platform
from ops.following.chunks import Chunk, Lines
from ops.following.moments import moment_of


@dataclass(frozen=True, slots=True)
class Match:
    """A line, redacted, and the pattern that knows it. `time` is in UTC, None if nobody knows."""

    pattern: LogPattern
    origin: str
    number: int
    line: str
    time: datetime | None


@dataclass(slots=True)
class _Source:
    """What is remembered of one source: how far it was read, and what has shown itself."""

    lines: Lines = field(default_factory=Lines)
    number: int = 0
    shown: frozenset[str] = frozenset()
    time: datetime | None = None

    def moment(self, line: str, *, live: bool) -> datetime | None:
        """The line's own time, or that of the last one that had any, or now."""
        self.time = moment_of(line) or self.time
        return self.time or (datetime.now(UTC) if live else None)


def matches(
    chunks: Iterable[Chunk], patterns: PatternSet, platform: Platform = Platform.ANY
) -> Iterator[Match]:
    """The lines worth a look. What is remembered does not grow with what is read."""
    sources: dict[str, _Source] = {}
    for chunk in chunks:
        source = sources.setdefault(chunk.origin, _Source())
        text = source.lines.feed(chunk.data) if chunk.data else source.lines.end()
        if text:
            source.shown |= technologies(text)
            place = Place(platform, Source.LOG, chunk.role, technologies=source.shown)
            yield from _of_text(text, patterns, place, partial(_match, chunk, source))
            source.number += text.count("\n")
        if not chunk.data:
            del sources[chunk.origin]


def _of_text(
    text: str, patterns: PatternSet, place: Place, make: Callable[[Hit], Match]
) -> Iterator[Match]:
    """The matches of whole lines, those of one line weighed against each other."""
    hits = (hit for hit in patterns.scan(text) if hit.pattern.applies(place))
    for _, of_line in groupby(hits, key=lambda hit: hit.number):
        yield from map(make, _best(list(of_line)))


def _best(hits: list[Hit]) -> Iterator[Hit]:
    """One hit for each finding; none that gives way to another, or quotes what is no error."""
    found = {hit.pattern.id: hit for hit in reversed(hits)}
    for name, hit in sorted(found.items()):
        gives_way = found.keys() & set(hit.pattern.yields_to) - {name}
        if not gives_way and not is_chatter(hit.line):
            yield hit


def _match(chunk: Chunk, source: _Source, hit: Hit) -> Match:
    return Match(
        pattern=hit.pattern,
        origin=chunk.origin,
        number=source.number + hit.number,
        line=redact(hit.line),
        time=source.moment(hit.line, live=chunk.live),
    )
