"""A scan, as those who call it see it."""

import time
from pathlib import Path

import pytest

from diagnosis.matching import PatternSet, load_patterns
from diagnosis.matching.scan import LONGEST

from .files import WHOLE, changed, written

FULL = "queue jobs is full"
Seen = list[tuple[str, int, str, dict[str, str]]]


@pytest.fixture
def patterns(tmp_path: Path) -> PatternSet:
    """A regex, a keyword with an exception, and a regex that begins a line."""
    keyword = changed(
        name="overflow",
        regex="",
        keywords="[buffer overflow]",
        unless="[handled]",
        suggestion="Wait.",
        tests="{match: [Buffer Overflow], no_match: [buffer overflow handled]}",
    )
    edge = changed(name="begins", regex="'^queue \\S+ is full$'", suggestion="Wait.")
    loaded = load_patterns([written(tmp_path, WHOLE, keyword, edge)], builtin=False)
    assert loaded.refused == ()
    return loaded.patterns


def seen(patterns: PatternSet, text: str) -> Seen:
    """The hits as plain values."""
    return [
        (hit.pattern.name, hit.number, hit.line, dict(hit.groups)) for hit in patterns.scan(text)
    ]


def test_hits_are_in_the_order_of_lines_and_of_patterns(patterns: PatternSet) -> None:
    """A line may match several patterns, and each once."""
    text = f"BUFFER overflow\n\n{FULL}, queue mail is full\nbuffer overflow handled\n{FULL}"
    assert seen(patterns, text) == [
        ("overflow", 1, "BUFFER overflow", {}),
        ("queue-full", 3, f"{FULL}, queue mail is full", {"queue": "jobs"}),
        ("queue-full", 5, FULL, {"queue": "jobs"}),
        ("begins", 5, FULL, {}),
    ]


@pytest.mark.parametrize("text", ["", "\n", "\r\n\n", "nothing here\n", "\x00" * 99, "\x1b[0m"])
def test_nothing_is_found_in_nothing(patterns: PatternSet, text: str) -> None:
    """No text is too odd."""
    assert seen(patterns, text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}\r\n",
        f"web-1  | 2026-11-25T10:00:00Z \x1b[31m{FULL}\x1b[0m\n",
        f"\udc80\x00\n{FULL}",
        f'{{"level":"error","msg":"{FULL}"}}',
        f'{{"log":"2026-11-25T10:00:00Z {FULL}\\n","stream":"stderr"}}',
        f"10 %\r{FULL}",
    ],
)
def test_a_line_is_found_however_it_is_wrapped(patterns: PatternSet, text: str) -> None:
    """Also by a pattern that stands at its edges."""
    assert [name for name, *_ in seen(patterns, text)] == ["queue-full", "begins"]


def test_a_line_is_shown_as_it_stands_without_colours(patterns: PatternSet) -> None:
    """It is the evidence; a terminal must not obey it."""
    ((_, number, line, _), *_) = seen(patterns, f"\nweb-1  | \x1b[31m{FULL}\x1b[0m \\n\r\n")
    assert (number, line) == (2, f"web-1  | {FULL} \\n")


def test_of_a_very_long_line_the_piece_is_shown(patterns: PatternSet) -> None:
    """A match is found wherever it is, once; what is half a piece long fits."""
    for before in range(0, 3 * LONGEST, LONGEST // 4):
        text = f"\n{'x ' * (before // 2)}{FULL}{' y' * LONGEST}\nbuffer overflow"
        first, second = seen(patterns, text)
        assert first[:2] == ("queue-full", 2)
        assert FULL in first[2]
        assert len(first[2]) == LONGEST
        assert second == ("overflow", 3, "buffer overflow", {})


def test_numbers_go_on_over_chunks(patterns: PatternSet) -> None:
    """A large text is read in parts, which nobody sees."""
    line = "an ordinary line with an \u00e9 now and then\n"
    count = 3 * (1 << 20) // len(line)
    assert [number for _, number, *_ in seen(patterns, (line * count + FULL + "\n") * 2)] == [
        count + 1, count + 1, 2 * count + 2, 2 * count + 2,
    ]  # fmt: skip


def test_a_scan_says_what_it_has_before_all_is_read(patterns: PatternSet) -> None:
    """Whoever looks for the first hit waits for no more than that."""
    hits = patterns.scan(f"{FULL}\n" + "an ordinary line\n" * 3_000_000)
    begin = time.process_time()
    assert next(hits).number == 1
    assert time.process_time() - begin < 0.5


def test_one_line_of_megabytes_takes_its_time_once(patterns: PatternSet) -> None:
    """Time grows with the text, whatever it holds: RE2 never backtracks, and pieces are bounded."""
    begin = time.process_time()
    assert seen(patterns, "queue " * 700_000) == []
    assert time.process_time() - begin < 5


def test_no_patterns_find_nothing(tmp_path: Path) -> None:
    """An empty folder is a set as well."""
    empty = load_patterns([tmp_path], builtin=False).patterns
    assert (len(empty), seen(empty, FULL)) == (0, [])
