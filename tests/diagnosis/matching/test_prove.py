"""A pattern is taken only if it keeps what it promises."""

from pathlib import Path

import pytest

from diagnosis.matching.expression import Expression
from diagnosis.matching.syntax import read

from .files import WHOLE, changed, said, taken

_TABLE = Path(__file__).with_name("refused_regexes.tsv")
TESTS = "{match: [queue jobs is full], no_match: [fine]}"


def _refused() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text().splitlines()]


def test_a_pattern_that_keeps_its_promises_is_taken(tmp_path: Path) -> None:
    """All that the tests below change is right to begin with."""
    assert taken(tmp_path, WHOLE).name == "queue-full"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            changed(tests="{match: [queue jobs is full, queue is empty], no_match: [fine]}"),
            "8: queue-full: its own test does not match: queue is empty",
        ),
        (
            changed(tests="{match: [queue jobs is full], no_match: [the queue a is full]}"),
            "8: queue-full: its own no_match matches: the queue a is full",
        ),
        (
            changed(unless="[jobs]"),
            "9: queue-full: its own test does not match: queue jobs is full",
        ),
        (
            changed(keywords="[broker]"),
            "9: queue-full: its own test does not match: queue jobs is full",
        ),
        (
            changed(suggestion="'Make {size} larger.'"),
            "10: queue-full: suggestion speaks of {size}, which is no named group of the regex",
        ),
        (
            changed(defaults="{size: 7 jobs}"),
            "11: queue-full: defaults speaks of size, which is no named group of the regex",
        ),
        (
            changed(regex="'queue (?P<queue>jobs )?is full|queue jobs is full'", tests=TESTS),
            None,
        ),
        (
            changed(regex="'queue (?:(?P<queue>ids)|jobs) is full'"),
            "8: queue-full: defaults needs queue: this test leaves the group empty",
        ),
    ],
)
def test_promises(tmp_path: Path, entry: str, sentence: str | None) -> None:
    """What is refused is refused at the line of the test, or of the value that is wrong."""
    assert said(tmp_path, entry) == ([f"patterns.yaml:{sentence}"] if sentence else [])


@pytest.mark.parametrize(("regex", "clause"), _refused())
@pytest.mark.parametrize("key", ["regex", "unless"])
def test_a_regex_that_may_run_away_or_means_different_things(
    tmp_path: Path, key: str, regex: str, clause: str
) -> None:
    """Every refusal says what to write instead; `unless` is held to the same."""
    quoted = "'" + regex + "'"
    values = {"unless": f"[{quoted}]"} if key == "unless" else {"regex": quoted}
    (refused,) = said(tmp_path, changed(**values))
    line = 11 if key == "unless" else 10
    assert refused == f"patterns.yaml:{line}: queue-full: {key} {clause}"


@pytest.mark.parametrize(
    "regex",
    [
        "queue .{0,200} full",
        r"queue \\(?:a|b)\) x\{2\}",
        "[]a] queue",
        "[^]a] queue",
        r"\x41\x{1F600}",
        "(?i)queue(?-i) FULL",
        "[[:alpha:]]+ queue",
        r"\pL\p{Greek} queue",
        "queue]} full",
    ],
)
def test_what_all_engines_take_is_taken(regex: str) -> None:
    """The reader knows all of the syntax that RE2, Go and Rust share."""
    read(regex)
    Expression(regex)


@pytest.mark.parametrize(
    "regex",
    [".*", r"\d+ \w+", "a|queue", "(?:queue)?", "qu|ue", "queue|", "[a-z]{5}", "^$", r"ab\"cd"],
)
def test_a_regex_that_would_be_tried_on_every_line_is_refused(tmp_path: Path, regex: str) -> None:
    """It needs a literal in each alternative: that is what makes matching fast."""
    (refused,) = said(tmp_path, changed(regex=f"'{regex}'", suggestion="Wait."))
    assert refused == (
        "patterns.yaml:9: queue-full: it would be tried on every line: each alternative needs"
        " three letters or digits in a row that stand in the line as written"
    )


def test_groups_may_be_nested_without_end() -> None:
    """Reading them must not exhaust the stack."""
    nested = "(" * 100_000 + "queue" + ")" * 100_000
    assert read(nested) == read("queue")


@pytest.mark.parametrize("unless", ["''", "'.*'", "'(?:retry)?'", "'^'"])
def test_an_exception_for_every_line_is_refused(tmp_path: Path, unless: str) -> None:
    """Such a pattern would never match."""
    (refused,) = said(tmp_path, changed(unless=f"[half, {unless}]"))
    assert refused.startswith("patterns.yaml:11: queue-full: ")
    assert refused.endswith(("every line", "each of unless must be text"))


@pytest.mark.parametrize("keyword", ["error", "Failed", "connection failed", "500"])
def test_a_keyword_of_everyday_words_is_refused(tmp_path: Path, keyword: str) -> None:
    """Ordinary lines hold it: it tells nothing."""
    entry = changed(regex="", keywords=f"['{keyword}']", suggestion="Wait.")
    (refused,) = said(tmp_path, entry)
    assert refused == (
        f"patterns.yaml:9: queue-full: the keyword {keyword!r} stands in ordinary lines, too:"
        " write more of the text"
    )


def test_a_keyword_without_a_literal_is_refused(tmp_path: Path) -> None:
    """Two letters stand anywhere."""
    (refused,) = said(tmp_path, changed(regex="", keywords="[full queue, no]", suggestion="Wait."))
    assert ": it would be tried on every line: " in refused


def test_a_test_may_have_several_lines(tmp_path: Path) -> None:
    """It matches if one of them does, and then it may be wrapped as logs wrap it."""
    tests = r'{match: ["started\nqueue jobs is full\r\nbye"], no_match: ["queue jobs\nis full"]}'
    assert said(tmp_path, changed(tests=tests)) == []
