"""When two plain values are the same, however they are spelled."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .quantities import quantity

_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d")
_DURATION = re.compile(r"(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+")
_PART = re.compile(r"(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)")
_SECONDS = {
    "ns": Decimal("1e-9"),
    "us": Decimal("1e-6"),
    "µs": Decimal("1e-6"),
    "ms": Decimal("1e-3"),
    "s": Decimal(1),
    "m": Decimal(60),
    "h": Decimal(3600),
}


def as_text(value: Any) -> str:
    """A plain value as the API server writes it where it takes text: `true`, `1`, `1.5`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def same(one: Any, other: Any) -> bool:
    """Whether two plain values mean the same.

    `8080` and `"8080"`, `true` and `"true"`; one instant, one duration or one quantity in two
    spellings.
    """
    left, right = as_text(one), as_text(other)
    return left == right or (bool(left and right) and _alike(left, right))


def same_quantity(one: Any, other: Any) -> bool:
    """Whether two quantities are equal; what is none is compared as text."""
    left, right = quantity(one), quantity(other)
    if left is None or right is None:
        return as_text(one) == as_text(other)
    return left == right


@lru_cache(maxsize=4096)
def _alike(left: str, right: str) -> bool:
    # All of these begin with a digit, a sign or a point.
    if left[0].isalpha() or right[0].isalpha():
        return False
    # Without a unit they would be versions: 1.10 is not 1.1.
    if left[-1].isalpha() or right[-1].isalpha():
        one, other = quantity(left), quantity(right)
        if one is not None and other is not None:
            return one == other
    if _DURATION.fullmatch(left) and _DURATION.fullmatch(right):
        return _duration(left) == _duration(right)
    return _instant(left) is not None and _instant(left) == _instant(right)


def _duration(written: str) -> Decimal:
    parts = (Decimal(number) * _SECONDS[unit] for number, unit in _PART.findall(written))
    return sum(parts, Decimal(0))


def _instant(written: str) -> datetime | None:
    if not _TIME.match(written):
        return None
    try:
        found = datetime.fromisoformat(written.replace("z", "Z"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
