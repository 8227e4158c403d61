"""What platforms say comes to one cause, the right one; what they say in health, to none."""

import re
from pathlib import Path

import pytest
import yaml

from diagnosis.finding import Kind
from diagnosis.matching import LogPattern, Source

from .builtin import LOADED, PATTERNS, causes, same_place
from .platform_modes import IDS, STRUCTURAL

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_LINES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (_HERE / "platform_lines.yaml").read_text(encoding="utf-8")
)
_HEALTHY = (_HERE / "healthy_lines.txt").read_text(encoding="utf-8").splitlines()

ACCEPTED = {
    ("ai.key_missing", "ai.key_invalid"): "a key of blanks is both; either answer says to set it",
}
"""Pairs (whose line, who else claims it) that no edge settles, and why that does no harm."""


def test_every_pattern_loads() -> None:
    """No built-in pattern is refused."""
    assert [str(one) for one in LOADED.refused] == []


def test_every_failure_mode_has_a_pattern() -> None:
    """A mode that nothing matches is one that only the structure of a snapshot can tell."""
    unmatched = set(IDS) - {one.id for one in PATTERNS}
    assert unmatched <= STRUCTURAL


def test_every_setting_that_is_advised_exists() -> None:
    """A suggestion that names a setting of ours names one that the reference lists."""
    reference = (_ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    settings = set(re.findall(r"^\| `(\w+)` \|", reference, re.MULTILINE))
    advised = {
        (one.name, name)
        for one in PATTERNS
        for name in re.findall(r"shipshape:(\w+)", f"{one.suggestion} {one.cause}")
    }
    assert [pair for pair in sorted(advised) if pair[1] not in settings] == []


def test_every_edge_leads_somewhere() -> None:
    """An id that nothing yields, in `explains` or `yields_to`, is a slip of the pen."""
    known = {one.id for one in PATTERNS} | STRUCTURAL
    edges = {(one.name, to) for one in PATTERNS for to in (*one.explains, *one.yields_to)}
    assert [edge for edge in sorted(edges) if edge[1] not in known] == []


def _claims(pattern: LogPattern) -> list[LogPattern]:
    """The causes of other ids that match one of the pattern's own lines."""
    return [
        hit.pattern
        for line in pattern.tests.match
        for hit in LOADED.patterns.scan(line)
        if hit.pattern.id != pattern.id and hit.pattern.kind is Kind.CAUSE
    ]


def _is_settled(one: LogPattern, other: LogPattern) -> bool:
    return (
        other.id in (*one.yields_to, *one.explains)
        or one.id in (*other.yields_to, *other.explains)
        or (one.id, other.id) in ACCEPTED
    )


def test_no_line_has_two_answers() -> None:
    """A pattern's own line is no other cause's, unless an edge says which of them is the answer."""
    confused = {
        f"{one.name} ({one.id}) is claimed by {other.name} ({other.id})"
        for one in PATTERNS
        for other in _claims(one)
        if same_place(one, other) and not _is_settled(one, other)
    }
    assert sorted(confused) == []


def test_no_two_modes_explain_each_other() -> None:
    """Edges of platform modes have one direction: whatever order they are found in, one wins."""
    edges = {(one.id, effect) for one in PATTERNS for effect in one.explains}
    edges |= {(better, one.id) for one in PATTERNS for better in one.yields_to}
    both = {pair for pair in edges if pair[::-1] in edges and set(pair) <= set(IDS)}
    assert both == set()


def test_every_pair_that_is_accepted_still_exists() -> None:
    """An exception that nothing needs any more must go."""
    claimed = {(one.id, other.id) for one in PATTERNS for other in _claims(one)}
    assert set(ACCEPTED) <= claimed


def test_the_lines_of_the_world_are_not_the_patterns_own() -> None:
    """A line that a pattern proves itself with says nothing about the world."""
    own = {line for one in PATTERNS for line in one.tests.match}
    table = {line for by in _LINES.values() for lines in by.values() for line in lines}
    assert own & table == set()


@pytest.mark.parametrize("name", _LINES)
def test_a_line_of_the_world_comes_to_its_cause(name: str) -> None:
    """Lines that no pattern carries as its own test come to one cause, and the right one."""
    read = {
        line: causes(line, Source(source))
        for source, lines in _LINES[name].items()
        for line in lines
    }
    assert read == {line: {name} for line in read}


def test_ordinary_lines_match_no_cause() -> None:
    """What healthy services, nodes and controllers write is no failure, wherever it is read."""
    noisy = {
        line: found
        for line in _HEALTHY
        if (found := set().union(*(causes(line, source) for source in Source)))
    }
    assert noisy == {}
