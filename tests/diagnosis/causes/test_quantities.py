"""Sizes as Kubernetes writes them, and the next one to try."""

import pytest

from diagnosis.causes.quantities import in_bytes, next_size, written

NEXT = {
    "64Mi": "96Mi",
    "100Mi": "192Mi",
    "128Mi": "192Mi",
    "256Mi": "384Mi",
    "512Mi": "768Mi",
    "1Gi": "1.5Gi",
    "1.5Gi": "3Gi",
    "2Gi": "3Gi",
    "4Gi": "6Gi",
    "16Gi": "24Gi",
    "500M": "768Mi",
    "2147483648": "3Gi",
    "1k": "1Mi",
}


@pytest.mark.parametrize(("now", "then"), NEXT.items())
def test_the_next_size_is_one_that_people_choose(now: str, then: str) -> None:
    """Half as much again, or a little more."""
    assert next_size(now) == then


@pytest.mark.parametrize("text", ["", "lots", "-1Mi", "1Mi1Mi", "9" * 40])
def test_what_is_no_size_has_no_next(text: str) -> None:
    """Nobody is told to raise nothing."""
    assert in_bytes(text) is None
    assert next_size(text) == ""


def test_sizes_are_written_short() -> None:
    """In Gi where that is whole or a half."""
    assert [written(size * 2**20) for size in (1, 1023, 1024, 1536, 1600, 10240)] == [
        "1Mi",
        "1023Mi",
        "1Gi",
        "1.5Gi",
        "1600Mi",
        "10Gi",
    ]
