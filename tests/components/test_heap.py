"""Node's heap from the memory limit."""

import pytest

from components.heap import heap_mib
from components.quantities import QuantityError


@pytest.mark.parametrize(
    ("limit", "heap"),
    [
        ("192Mi", 64),  # 128 MiB stay free
        ("256Mi", 128),
        ("512Mi", 384),  # three quarters and 128 MiB free, both exactly
        ("1Gi", 768),
        ("4Gi", 3072),
    ],
)
def test_three_quarters_and_128_mebibytes_free(limit: str, heap: int) -> None:
    """The smaller of the two rules wins."""
    assert heap_mib(limit) == heap


def test_too_little() -> None:
    """A limit that leaves no room names the least that works."""
    with pytest.raises(QuantityError) as refusal:
        heap_mib("191Mi")
    assert str(refusal.value) == (
        '"191Mi" leaves Node no room: it needs 64 MiB of heap and 128 MiB beside it; '
        "use at least 192Mi"
    )
