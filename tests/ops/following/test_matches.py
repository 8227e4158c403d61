"""Lines that patterns know, from several sources at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diagnosis.matching import PatternSet, load_patterns
from ops.following.chunks import Chunk
from ops.following.matches import Match, matches
from ops.following.tally import Tally

PATTERNS = """
version: 1
patterns:
  - name: broke
    title: It broke
    severity: high
    keywords: [it broke]
    suggestion: Mend it.
    tests: {match: [it broke], no_match: [it held]}
  - name: broke-badly
    title: It broke badly
    severity: critical
    keywords: [it broke badly]
    suggestion: Buy another.
    tests: {match: [it broke badly], no_match: [it broke]}
  - name: noise
    title: It made a noise
    severity: critical
    kind: symptom
    keywords: [a noise]
    suggestion: Listen.
    tests: {match: [a noise], no_match: [silence]}
  - name: init-only
    title: Never here
    severity: critical
    scope: {role: [init]}
    keywords: [it broke]
    suggestion: Look.
    tests: {match: [it broke], no_match: [it held]}
""".replace("    suggestion: Mend it.", "    yields_to: [broke-badly]\n    suggestion: Mend it.")


@pytest.fixture
def patterns(tmp_path: Path) -> PatternSet:
    """The patterns above, alone."""
    file = tmp_path / "patterns.yaml"
    file.write_text(PATTERNS)
    loaded = load_patterns([file], builtin=False)
    assert loaded.refused == ()
    return loaded.patterns


def short(found: Sequence[Match]) -> list[tuple[str, str, int, str]]:
    """What matters of matches."""
    return [(one.pattern.name, one.origin, one.number, one.line) for one in found]


def test_lines_keep_their_source_and_number(patterns: PatternSet) -> None:
    """However the bytes of two sources come, and at the end without a newline."""
    chunks = [
        Chunk("a", b"fine\nit bro"),
        Chunk("b", b"it broke badly\nfine\n"),
        Chunk("a", b"ke\nfine\n\nit broke"),
        Chunk("a", b""),
        Chunk("b", b"a noise\n"),
    ]
    assert short(list(matches(chunks, patterns))) == [
        ("broke-badly", "b", 1, "it broke badly"),
        ("broke", "a", 2, "it broke"),
        ("broke", "a", 5, "it broke"),
        ("noise", "b", 3, "a noise"),
    ]


def test_what_is_no_error_and_what_is_a_secret(patterns: PatternSet) -> None:
    """A line for information is passed over; a key in a line that counts is not shown."""
    data = b"INFO it broke, says the manual\nERROR it broke: sk-fake-0123456789abcdef\n"
    assert short(list(matches([Chunk("a", data)], patterns))) == [
        ("broke", "a", 2, "ERROR it broke: [redacted: API key]")
    ]


def test_times(patterns: PatternSet) -> None:
    """The line's own, else that of the last line that had one, else now if it is live."""
    told = datetime(2026, 11, 25, 10, tzinfo=UTC)
    data = b"it broke\n2026-11-25T10:00:00Z it broke\nit broke\n"
    before = datetime.now(UTC)
    first, second, third = (one.time for one in matches([Chunk("a", data, live=True)], patterns))
    assert first is not None
    assert before <= first <= datetime.now(UTC)
    assert (second, third) == (told, told)
    assert [one.time for one in matches([Chunk("a", data)], patterns)] == [None, told, told]


def test_the_tally(patterns: PatternSet) -> None:
    """Causes before symptoms, the worst first; the outer times whatever the order."""
    data = (
        b"2026-11-25T12:00:00Z it broke\n2026-11-25T10:00:00Z it broke again\n"
        b"a noise\na noise\na noise\n"
    )
    tally = Tally()
    for match in matches([Chunk("a", data)], patterns):
        tally.add(match)
    assert [(one.match.pattern.id, one.count) for one in tally.counts] == [
        ("broke", 2),
        ("noise", 3),
    ]
    broke = tally.counts[0]
    assert broke.match.line == "2026-11-25T12:00:00Z it broke"
    assert (broke.first, broke.last) == (
        datetime(2026, 11, 25, 10, tzinfo=UTC),
        datetime(2026, 11, 25, 12, tzinfo=UTC),
    )
    assert tally.bad


def test_a_symptom_alone_is_not_bad(patterns: PatternSet) -> None:
    """Whatever its severity."""
    tally = Tally()
    for match in matches([Chunk("a", b"a noise\n")], patterns):
        tally.add(match)
    assert not tally.bad
