"""Stages: bases, names, arguments, and what the last one inherits."""

import pytest

from policies.rules.dockerfile.instructions import instructions
from policies.rules.dockerfile.stages import Dockerfile, pairs, substitute

FILE = Dockerfile(
    'ARG V=22\nARG BASE="node:${V}"\nFROM ${BASE} AS Build\nUSER a\n'
    "FROM build AS test\nUSER b\nFROM alpine\nFROM test\nUSER c\n"
)


def test_stages() -> None:
    """A stage knows its image with the arguments filled in, and the stage it is built from."""
    assert [
        (one.index, one.name, FILE.base_image(one), getattr(FILE.parent(one), "name", None))
        for one in FILE.stages
    ] == [
        (0, "Build", "node:22", None),
        (1, "test", "build", "Build"),
        (2, "", "alpine", None),
        (3, "", "test", "test"),
    ]


def test_shipped() -> None:
    """What ships is the last stage and its ancestors, the first of them first."""
    assert [one.text for one in FILE.shipped("USER")] == ["a", "b", "c"]


def test_fragment() -> None:
    """A text without FROM is one stage of no image; an empty one has none."""
    assert [one.text for one in Dockerfile("USER a").shipped("USER")] == ["a"]
    assert Dockerfile("# nothing").last is None


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("$A/${A}", "x/x"),
        ("${B:-y}${A:-y}", "yx"),
        ("${A:+z}${B+z}", "z"),
        ("$B ${B}", "$B ${B}"),
        ("$C", "x1"),
    ],
)
def test_substitute(text: str, filled: str) -> None:
    """Variables are filled in as the builder does; one without value stays as written."""
    assert substitute(text, {"A": "x", "C": "${A}1"}) == filled


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ENV A=b C='d e' F=", [("A", "b"), ("C", "d e"), ("F", "")]),
        ("ENV A b c", [("A", "b c")]),
        ("ARG A B=c", [("A", None), ("B", "c")]),
        ('LABEL "a b"="c \\" d"', [('"a b"', 'c \\" d')]),
        ("ENV", []),
    ],
)
def test_pairs(line: str, expected: list[tuple[str, str | None]]) -> None:
    """Both spellings of ENV, and an ARG without default."""
    (one,) = instructions(line)
    assert pairs(one) == expected
