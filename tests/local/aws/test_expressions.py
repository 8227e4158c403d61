"""Metric math: what an alarm's expression comes to."""

import pytest

from local.aws.expressions import UnknownMath, value

FIGURES = {"failed": 6.0, "requests": 200.0, "nothing": 0.0, "silent": None}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("failed", 6.0),
        ("100 * failed / requests", 3.0),
        ("failed + 1 - 2", 5.0),
        ("IF(failed >= 5, 100 * failed / requests, 0)", 3.0),
        ("IF(failed > 6, 100 * failed / requests, 0)", 0.0),
        ("failed == 6", 1.0),
        ("failed / nothing", None),
        ("failed / silent", None),
        ("IF(silent >= 5, 1, 0)", None),
        ("IF(failed >= 5, 1, silent)", 1.0),
    ],
)
def test_what_it_comes_to(expression: str, expected: float | None) -> None:
    """Without data there is no value, and a branch that isn't taken needs none."""
    assert value(expression, FIGURES.__getitem__) == expected


@pytest.mark.parametrize(
    "expression", ["RATE(failed)", "SEARCH('x', 'Sum')", "IF(failed", "failed ** 2", "1 < 2 < 3"]
)
def test_what_it_does_not_know(expression: str) -> None:
    """Said, and not taken for nothing."""
    with pytest.raises(UnknownMath):
        value(expression, FIGURES.__getitem__)
