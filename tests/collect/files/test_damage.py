"""No damage makes the reader raise, or give what can't be saved: files are cut off, bits flip."""

import random
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from collect.files import read
from diagnosis.snapshot import Snapshot

CASES = sorted((Path(__file__).parent / "cases").iterdir())
ROUNDS = 6
SAVED = TypeAdapter(Snapshot)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_damaged_files_are_read_as_far_as_they_go(case: Path) -> None:
    """Every file of every case: cut off, with flipped bytes, with lines lost and mixed up."""
    chance = random.Random(case.name)  # noqa: S311  # the same damage in every run
    for path in sorted((case / "given").iterdir()):
        whole = path.read_bytes()
        for _ in range(ROUNDS):
            for damaged in (_cut(whole, chance), _flipped(whole, chance), _shuffled(whole, chance)):
                snapshot = read([], stdin=damaged)
                assert SAVED.validate_json(SAVED.dump_json(snapshot)) == snapshot


def _cut(whole: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(whole) + 1) for _ in range(2))
    return chance.choice((whole[:end], whole[start:], whole[start:end]))


def _flipped(whole: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(whole)
    for _ in range(1 + len(whole) // 100):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _shuffled(whole: bytes, chance: random.Random) -> bytes:
    lines = [line for line in whole.split(b"\n") if chance.random() > 0.2]
    if chance.random() > 0.5:
        chance.shuffle(lines)
    return b"\n".join(lines)
