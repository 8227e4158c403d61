"""Quantities: what Kubernetes takes, and refusals that teach."""

import pytest

from components.quantities import QuantityError, cpu_millicores, memory_bytes


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("512Mi", 536870912),
        ("1Gi", 1073741824),
        ("1.5Gi", 1610612736),
        ("500M", 500000000),
        ("64k", 64000),
        ("1073741824", 1073741824),
    ],
)
def test_memory(text: str, size: int) -> None:
    """Binary and decimal units, fractions and plain bytes."""
    assert memory_bytes(text) == size


@pytest.mark.parametrize("text", ["12Zi", "512mb", "-1Gi", "", "Mi", "100m", "1 Gi", "1e3"])
def test_memory_that_is_none(text: str) -> None:
    """Units of other systems, negative numbers, and the milli unit nobody means."""
    with pytest.raises(QuantityError) as refusal:
        memory_bytes(text)
    assert str(refusal.value) == f'"{text}" is not a Kubernetes quantity; use e.g. 512Mi'


def test_no_memory() -> None:
    """Zero is a quantity and no use."""
    with pytest.raises(QuantityError) as refusal:
        memory_bytes("0")
    assert str(refusal.value) == '"0" is no memory at all; use e.g. 512Mi'


@pytest.mark.parametrize(("text", "millicores"), [("250m", 250), ("1", 1000), ("1.5", 1500)])
def test_cpu(text: str, millicores: int) -> None:
    """Millicores and cores."""
    assert cpu_millicores(text) == millicores


@pytest.mark.parametrize("text", ["1k", "-100m", "", "m", "100 m"])
def test_cpu_that_is_none(text: str) -> None:
    """Not a number of cores."""
    with pytest.raises(QuantityError) as refusal:
        cpu_millicores(text)
    assert str(refusal.value) == f'"{text}" is not a Kubernetes quantity; use e.g. 250m or 1'


def test_no_cpu() -> None:
    """Zero cores."""
    with pytest.raises(QuantityError) as refusal:
        cpu_millicores("0m")
    assert str(refusal.value) == '"0m" is no CPU at all; use e.g. 100m'
