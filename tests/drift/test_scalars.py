"""Plain values and quantities: what is the same in two spellings, and what only looks alike."""

import random
from decimal import Decimal
from typing import Any

import pytest

from drift.walking.quantities import quantity
from drift.walking.scalars import as_text, same, same_quantity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1000m", "1"),
        ("1", 1),
        ("0.5", "500m"),
        (0.1, "100m"),
        ("1Gi", "1024Mi"),
        ("1Gi", 1073741824),
        ("1.5Gi", "1536Mi"),
        ("1k", "1000"),
        ("1e3", "1k"),
        ("1E", "1000P"),
        ("1Ei", "1024Pi"),
        ("100n", "0.1u"),
        ("+1", "1"),
        (".5", "500m"),
        ("0", "0Gi"),
    ],
)
def test_equal_quantities(one: Any, other: Any) -> None:
    """The number counts, not how it is written."""
    assert same_quantity(one, other)
    assert same_quantity(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1G", "1Gi"), ("1m", "1M"), ("1", "1001m"), ("10Mi", "10"), ("a", "b"), ("1", "one")],
)
def test_different_quantities(one: Any, other: Any) -> None:
    """Decimal and binary units differ, and so do milli and mega."""
    assert not same_quantity(one, other)


def test_any_amount_is_equal_in_any_unit() -> None:
    """A thousand amounts, each written in all units it can be written in exactly."""
    dice = random.Random(6)  # noqa: S311  # the same dice in every run
    units: dict[str, Decimal | int] = {
        "m": Decimal("0.001"),
        "": 1,
        "k": 1000,
        "Ki": 1024,
        "Mi": 1024**2,
        "G": 10**9,
    }
    for _ in range(1000):
        amount = Decimal(dice.randint(1, 10**12)) / 1000
        written = [f"{(amount / unit).normalize():f}{name}" for name, unit in units.items()]
        exact = [one for one in written if quantity(one) == amount]
        assert len(exact) >= 2
        assert all(same_quantity(exact[0], one) for one in exact)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (8080, "8080"),
        (True, "true"),
        (1.0, 1),
        (None, ""),
        ("60m", "1h"),
        ("60m", "1h0m0s"),
        ("90s", "1m30s"),
        ("1500ms", "1.5s"),
        ("2026-11-20T08:00:00Z", "2026-11-20T08:00:00.000Z"),
        ("2026-11-20T08:00:00Z", "2026-11-20T09:00:00+01:00"),
        ("1024Mi", "1Gi"),
    ],
)
def test_equal_values(one: Any, other: Any) -> None:
    """Numbers, switches, times and durations in two spellings."""
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.10", "1.1"),
        ("v1", "v1.0"),
        ("nginx", "docker.io/library/nginx:latest"),
        ("2026-11-20", "2026-11-21"),
        ("2026-99-99T99:99:99Z", "2026-99-99T99:99:98Z"),
        ("1h", "1m"),
        ("true", "True"),
        ("0x10", "16"),
        ("a", " a"),
    ],
)
def test_different_values(one: Any, other: Any) -> None:
    """A version is no number, and text is meant to the letter."""
    assert not same(one, other)


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, "true"), (1.0, "1"), (1.5, "1.5"), (None, ""), (1e300, "1e+300"), ("x", "x")],
)
def test_as_text(value: Any, written: str) -> None:
    """Values as the API server writes them where it takes text."""
    assert as_text(value) == written


def test_huge_exponents_are_no_quantities() -> None:
    """A number that nobody could hold is text, and costs nothing."""
    assert quantity("1e999999999") is None
    assert quantity("1" * 100_000) is None
    assert quantity(float("inf")) is None
    assert quantity(float("nan")) is None
    assert quantity(True) is None
    assert quantity([]) is None
