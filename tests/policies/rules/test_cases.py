"""Every rule against its own cases, and the rules against the list of their ids."""

from collections import Counter

import pytest

from policies.rules import registered
from policies.rules.judge import judge_world
from policies.rules.model import Rule, Verdict

from .cases import HERE, Case, cases

ALLOWED = {
    "pass": [set(), {Verdict.PASS}],
    "fail": [{Verdict.FAIL}, {Verdict.FAIL, Verdict.PASS}],
    "unknown": [{Verdict.UNKNOWN}, {Verdict.UNKNOWN, Verdict.PASS}],
}
LINES = [line.split() for line in (HERE / "ids.txt").read_text().splitlines()]
IDS = {words[0] for words in LINES}
PENDING = {words[0] for words in LINES if len(words) > 1}
CASES = cases()
RULES = registered()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    """A case gets the verdict that its name says, and nothing else."""
    rule = RULES[case.rule]
    results = list(judge_world([rule], case.world(), {rule.id: case.settings()}))
    assert {one.verdict for one in results} in ALLOWED[case.verdict], [
        (one.verdict, one.path, one.message) for one in results
    ]


def test_ids() -> None:
    """The rules are those of the list: none is missing, none is made up."""
    assert set(RULES) - IDS == set()
    assert IDS - PENDING - set(RULES) == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_complete(rule: Rule) -> None:
    """A rule says what it is and what to do, and has a passing and two failing cases."""
    assert rule.title
    assert rule.remediation.endswith(".")
    count = Counter(case.verdict for case in CASES if case.rule == rule.id)
    assert count["pass"] >= 1
    assert count["fail"] >= 2


def test_case_names() -> None:
    """A case file says a verdict first; a folder is named for a rule."""
    assert [str(one) for one in CASES if one.verdict not in ALLOWED] == []
    assert {one.rule for one in CASES} - set(RULES) == set()
