"""The ways to read a line."""

import json

import pytest

from diagnosis.matching.literals import fold
from diagnosis.matching.readings import Line, without_colours, without_prefix

STORY = "panic: nothing left"


@pytest.mark.parametrize(
    "prefix",
    [
        "2026-11-25T10:00:00.123456789Z stderr F ",
        "2026-11-25T10:00:00.123456789+01:00 stdout P ",
        "2026-11-25T10:00:00.123456789Z ",
        "2026-11-25 10:00:00,123 ",
        "2026-11-25 10:00:00.123 UTC ",
        "2026/11/25 10:00:00 ",
        "[2026-11-25 10:00:00 +0000] ",
        "[pod/web-6f9c7d/app] ",
        "web-1  | ",
        "E1125 10:00:00.123456       1 main.go:42] ",
        "Nov 25 10:00:00 host app[12]: ",
        "ERROR: ",
        "[ERROR] ",
        "INFO:     ",
        "(EngineCore_DP0 pid=87) ",
        "[rank0]: ",
        "2026-11-25T10:00:00.123Z\t8f14e45f-ceea-467f-a8ca-000000000000\tERROR\t",
        "web-1  | 2026-11-25T10:00:00Z [pod/a/b] E1125 10:00:00.123456       1 main.go:42] ",
    ],
)
def test_what_a_writer_puts_first_is_taken_away(prefix: str) -> None:
    """So that a regex with ^ finds the beginning of what was said."""
    assert without_prefix(prefix + STORY) == STORY


@pytest.mark.parametrize("line", [STORY, "Error: x", "error: x", "a | b", "[x] y", "exec /app: no"])
def test_what_was_said_is_left(line: str) -> None:
    """A word and a colon are no prefix, and a name needs its two marks."""
    assert without_prefix(line) == ("b" if line == "a | b" else line)


def test_colours_are_taken_away() -> None:
    """And links and titles, which terminals hide as well; line ends stay."""
    text = "\x1b[31;1mred\x1b[0m \x1b]8;;https://example.com\x07link\x1b]8;;\x07\n\x1b[2Kend\x1bM"
    assert without_colours(text) == "red link\nend"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        (STORY, [STORY]),
        (r"say \"no\" to a\/b", ['say "no" to a/b', r"say \"no\" to a\/b"]),
        (r"one\ntwo\r\nthree", ["one", "two", "three", r"one\ntwo\r\nthree"]),
        (r"\u003chtml\u003e\tit\u0027s", ["<html>\tit's", r"\u003chtml\u003e\tit\u0027s"]),
        (r"C:\data", [r"C:\data"]),
        (r"\u0041BC \u212a \u017f", [r"\u0041BC \u212a \u017f"]),
        (r"a\\\"b", ['a\\"b', 'a"b', r"a\\\"b"]),
    ],
)
def test_escapes_are_undone(line: str, plain: list[str]) -> None:
    """Twice if need be; letters stay escaped, for no writer escapes them."""
    assert [one.encoded.decode() for one in Line(line).plain] == plain


def test_texts_within_json_have_edges_of_their_own() -> None:
    """A regex with ^ finds the message of a JSON log, and the lines of a trace within it."""
    line = json.dumps({"level": "error", "msg": f"{STORY}\n2026-11-25T10:00:00Z at b", "n": 1})
    edges = [one.encoded.decode() for one in Line(f"web-1  | {line}").edges]
    assert edges == [
        line, "level", "error", "msg", STORY, "2026-11-25T10:00:00Z at b", "at b", "n",
    ]  # fmt: skip


def test_a_text_that_never_ends_is_read_once() -> None:
    """Time grows with the line, whatever it holds."""
    edges = Line('{"' + '\\"' * 8000).edges
    assert len(edges) == 1


def test_what_a_carriage_return_overwrites_is_read_too() -> None:
    """A progress bar leaves its last word."""
    edges = [one.encoded for one in Line(f"10 %\r20 %\r{STORY}").edges]
    assert STORY.encode() in edges


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ECONNREFUSED", b"econnrefused"),
        ("\u212aELVIN lo\u017fs", b"kelvin loss"),
        ("\u00c9t\u00c9", "\u00c9t\u00c9".encode()),
        ("\u0130", "\u0130".encode()),
        ("a\udc80b", b"a?b"),
    ],
)
def test_fold(text: str, folded: bytes) -> None:
    """As RE2's (?i) compares ASCII letters, and never raising."""
    assert fold(text) == folded
