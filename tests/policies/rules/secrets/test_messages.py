"""No message gives a value away."""

import pytest

from policies.rules import registered
from policies.rules.judge import judge_world
from tests.policies.rules.cases import Case, cases

VALUES = ("hunter2", "not-a-real", "AKIASHIPSHAPE", "1234", "xxxxx", "tomatoes", "PRIVATE KEY")
MINE = [one for one in cases() if "secrets" in one.path.parts and one.verdict == "fail"]


@pytest.mark.parametrize("case", MINE, ids=str)
def test_no_value_in_a_message(case: Case) -> None:
    """Neither the message nor the path holds what was found."""
    rule = registered()[case.rule]
    results = list(judge_world([rule], case.world(), {rule.id: case.settings()}))
    said = " ".join(f"{one.path} {one.message}" for one in results)
    assert [value for value in VALUES if value in said] == []
