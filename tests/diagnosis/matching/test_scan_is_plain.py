"""A scan finds what the plain loop over all lines and patterns finds, and nothing else."""

import random
from pathlib import Path

import pytest

from diagnosis.matching import load_patterns
from diagnosis.matching.load import BUILT_IN

from .distorted import distorted
from .reference import Found, plainly

LINES = 40


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_scan_finds_what_the_plain_loop_finds(file: Path) -> None:
    """Whatever happens to lines on their way: cut, wrapped, escaped, coloured, very long."""
    patterns = load_patterns([file], builtin=False).patterns
    tests = [one.tests for one in patterns]
    texts = [text for one in tests for text in (*one.match, *one.no_match)]
    known = [line for text in texts for line in text.split("\n")]
    text = distorted(random.Random(file.stem), known, LINES)  # noqa: S311  # the same each time
    found: list[Found] = [
        (hit.pattern.name, hit.number, hit.line, dict(hit.groups)) for hit in patterns.scan(text)
    ]
    assert found == list(plainly(patterns, text))
    assert found, "a text in which nothing is found proves nothing"
