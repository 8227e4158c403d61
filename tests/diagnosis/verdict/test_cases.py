"""Whole cases: the files that a person had in hand, and the answer they owe."""

from pathlib import Path

import pytest

from tests.diagnosis.evaluate import Case, cases, judge

CASES = cases(Path(__file__).parents[1] / "cases")


def test_there_are_cases() -> None:
    """A moved folder must not pass as a test run without a failure."""
    assert len(CASES) > 80
    healthy = [case for case in CASES if case.expected["root_cause"] == "none"]
    assert len(healthy) > 15


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_answer_is_right(case: Case) -> None:
    """Root cause, quoted evidence, chain, and no trap."""
    outcome = judge(case)
    assert not outcome.problems, outcome.diagnosis
    assert not outcome.trapped
