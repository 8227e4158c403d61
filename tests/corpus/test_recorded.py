"""What the diagnosis says of failures that were recorded from a real cluster."""

import json
from pathlib import Path

import pytest
import yaml

from collect.files import read
from diagnosis.diagnose import diagnose
from diagnosis.finding import Diagnosis, Verdict
from diagnosis.matching import PatternSet, load_patterns

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").iterdir())
FEWEST = 30
"""Real failures that the corpus must hold at least; healthy ones do not count."""


@pytest.fixture(scope="module")
def patterns() -> PatternSet:
    """The built-in patterns."""
    return load_patterns().patterns


def answer(diagnosis: Diagnosis) -> str:
    """The root cause as a case writes it."""
    words = {Verdict.HEALTHY: "none", Verdict.UNKNOWN: "unknown"}
    return diagnosis.root_cause or words.get(diagnosis.verdict, "nothing")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cause_is_found(case: Path, patterns: PatternSet) -> None:
    """The right cause first, its evidence quoted, the chain in order, no trap."""
    expected = json.loads((case / "expected.json").read_text())
    diagnosis = diagnose(read([case], None), patterns)
    assert answer(diagnosis) in {expected["root_cause"], *expected.get("acceptable", [])}
    assert answer(diagnosis) not in expected.get("must_not", [])
    quoted = "\n".join(one.line for found in diagnosis.findings for one in found.evidence)
    assert [text for text in expected["evidence_must_contain"] if text not in quoted] == []
    wanted = expected.get("chain", [])
    assert [one for one in diagnosis.chain if one in wanted] == wanted


def test_every_recipe_was_recorded() -> None:
    """A recipe without a recording proves nothing, nor does a recording nobody can make again."""
    recipes = {entry["id"] for entry in yaml.safe_load((HERE / "recipes.yaml").read_text())}
    assert {case.name for case in CASES} == recipes


def test_the_corpus_holds_enough_failures_of_many_kinds() -> None:
    """At least thirty, and not one kind thirty times."""
    told = [json.loads((case / "expected.json").read_text())["root_cause"] for case in CASES]
    failures = [cause for cause in told if cause != "none"]
    assert len(set(failures)) >= FEWEST
