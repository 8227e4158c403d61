"""Numbers as manifests write them."""

from decimal import Decimal
from typing import Any

import pytest

from policies.rules.quantities import percent, quantity, whole
from policies.rules.unknown import Undecided, Unknown


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("250m", Decimal("0.25")),
        ("1.5Gi", Decimal(1610612736)),
        ("1Ki", Decimal(1024)),
        ("1k", Decimal(1000)),
        ("12E", Decimal(12) * 10**18),
        ("1Ei", Decimal(2**60)),
        ("1e3", Decimal(1000)),
        ("1E-3", Decimal("0.001")),
        ("100n", Decimal("1E-7")),
        ("5u", Decimal("0.000005")),
        (".5", Decimal("0.5")),
        ("2.", Decimal(2)),
        (" 3 ", Decimal(3)),
        (1, Decimal(1)),
        (0.1, Decimal("0.1")),
        ("", None),
        ("lots", None),
        ("1 Gi", None),
        ("1gi", None),
        (True, None),
        (None, None),
        (["1"], None),
        ({}, None),
    ],
)
def test_quantity(written: Any, number: Decimal | None) -> None:
    """Every suffix counts exactly; what is no quantity is nothing."""
    assert quantity(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [(2, 2), ("2", 2), (" 2", 2), (2.0, 2), (-1, -1)]
    + [(one, None) for one in (2.5, "2.5", "two", True, None, "50%", "9" * 30, [2])],
)
def test_whole(written: Any, number: int | None) -> None:
    """A whole number may be text; a truth value is none."""
    assert whole(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("50%", 50),
        (" 0% ", 0),
        ("100%", 100),
        ("50", None),
        (50, None),
        (None, None),
        ("-1%", None),
    ],
)
def test_percent(written: Any, number: int | None) -> None:
    """Only what ends in a percent sign is a share."""
    assert percent(written) == number


@pytest.mark.parametrize("ask", [quantity, whole, percent])
def test_unknown(ask: Any) -> None:
    """A number that is not known yet is not no number."""
    with pytest.raises(Undecided):
        ask(Unknown("spec.replicas"))
