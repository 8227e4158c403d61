"""One folder a case: a scrape, and the bottleneck that a reviewer would name."""

import json
from pathlib import Path

import pytest

from collect.parsing import exposition, nvidia_smi
from diagnosis.latency import Measure, judge, knowledge, measures
from diagnosis.snapshot import Sample

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir())
NAMED = {"kv_cache", "queue", "prefill_compute", "decode_bandwidth", "host", "pcie", "thermal"}


def read(case: Path) -> tuple[Sample, ...]:
    """All samples of a case."""
    found: list[Sample] = []
    for path in sorted(case.iterdir()):
        text = path.read_text()
        if path.suffix == ".csv":
            found += nvidia_smi.samples(text)
        elif path.suffix == ".txt":
            samples, broken = exposition.samples(text)
            assert not broken
            found += samples
    return tuple(found)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_bottleneck_is_named(case: Path) -> None:
    """The first bottleneck, and the others in order."""
    expected = json.loads((case / "expected.json").read_text())
    judged = judge(measures(read(case), knowledge()), knowledge())
    named = [one.id for one in judged.bottlenecks]
    wanted = [] if expected["bottleneck"] is None else [expected["bottleneck"]]
    assert named == [*wanted, *expected["also"]]


def test_every_bottleneck_has_a_case() -> None:
    """A bottleneck without a case would not be noticed when it is lost."""
    expected = [json.loads((case / "expected.json").read_text()) for case in CASES]
    named = {one["bottleneck"] for one in expected} - {None}
    assert named == NAMED | {"upstream"}


def test_utilisation_alone_carries_the_caveat() -> None:
    """A busy GPU proves nothing, and that is said; with DRAM activity it need not be."""
    busy = {"gpu_utilisation": Measure("gpu_utilisation", 0.97, "share", "m")}
    traffic = Measure("dram_active", 0.2, "share", "m")
    assert "proves nothing" in judge(busy, knowledge()).caveat
    assert judge({**busy, "dram_active": traffic}, knowledge()).caveat == ""


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("gpu_utilisation", 0.29, "bad"),
        ("gpu_utilisation", 0.30, "fair"),
        ("gpu_utilisation", 0.69, "fair"),
        ("gpu_utilisation", 0.70, "good"),
        ("dram_active", 0.59, "free"),
        ("dram_active", 0.60, "busy"),
        ("dram_active", 0.95, "full"),
    ],
)
def test_the_rules_of_thumb_rate_at_their_borders(name: str, value: float, word: str) -> None:
    """30 and 70 % of utilisation, 60 and 95 % of memory bandwidth."""
    judged = judge({name: Measure(name, value, "share", "m")}, knowledge())
    assert [one.word for one in judged.ratings] == [word]
