"""Whatever a regex is made of: a text that it matches holds one of its literals."""

import random
import re
from typing import NamedTuple

import pytest

from diagnosis.matching.expression import Expression
from diagnosis.matching.literals import fold, required
from diagnosis.matching.syntax import read

WORDS = (
    "queue", "is full", "Key", "Kafka", "loss", "x", "K", "\u017f", "\u212a", "\u00e9", '"', "<a>",
    "a/b", ".", "(", "-",
)  # fmt: skip
MEMBERS = {
    "[abc]": "b", "[Qq]": "Q", "[ _-]": "_", "[^x]": "y", "[a-f]": "d", r"[\d.]": "7", "[]a]": "]",
    "[[:alpha:]]": "z",
}  # fmt: skip
ESCAPES = {
    r"\d": "7", r"\S": "k", r"\w": "s", r"\s": " ", r"\x41": "A", r"\x{17F}": "\u017f", ".": "k",
    r"\b": "", "^": "",
}  # fmt: skip
MARKS = {"?": 0, "??": 1, "*": 0, "+": 2, "{2}": 2, "{0,2}": 0, "+?": 1}


class Made(NamedTuple):
    """A regex, and a text that it was made to match."""

    regex: str
    text: str


def made(seeded: random.Random, depth: int = 3) -> Made:
    """A random regex with a text of its own."""
    kind = seeded.randrange(8 if depth else 3)
    if kind == 0:
        word = seeded.choice(WORDS)
        return Made(re.sub(r"([.(])", r"\\\1", word), word)
    if kind == 1:
        members = seeded.choice(list(MEMBERS))
        return Made(members, MEMBERS[members])
    if kind == 2:
        escape = seeded.choice(list(ESCAPES))
        return Made(escape, ESCAPES[escape])
    inner = [made(seeded, depth - 1) for _ in range(seeded.randint(1, 4))]
    if kind in (3, 4):
        return Made("".join(one.regex for one in inner), "".join(one.text for one in inner))
    if kind == 5:
        group = seeded.choice(("(?:", "(", "(?i:", "(?P<name>"))
        chosen = seeded.choice(inner)
        text = chosen.text.swapcase() if group == "(?i:" and chosen.text.isascii() else chosen.text
        opened = "(" if group == "(?P<name>" else group  # a name may be given once
        return Made(opened + "|".join(one.regex for one in inner) + ")", text)
    mark, times = seeded.choice(list(MARKS.items()))
    return Made(f"(?:{inner[0].regex}){mark}", inner[0].text * times)


@pytest.mark.parametrize("seed", range(8))
def test_a_match_holds_a_literal(seed: int) -> None:
    """Of two thousand random regexes, those that match the text that was made with them."""
    seeded = random.Random(seed)  # noqa: S311  # the same each time
    judged = 0
    for _ in range(250):
        regex, text = made(seeded)
        literals = required(read(regex))
        text = seeded.choice(("", "k ")) + text
        if literals and Expression(regex).found(text.encode()):
            judged += 1
            assert any(one.encode() in fold(text) for one in literals), (regex, text, literals)
    assert judged, "no regex was judged"
