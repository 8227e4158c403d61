"""Kubernetes quantities and whole numbers, as rules read them from manifests."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?:(?P<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?P<power>[+-]?\d{1,3}))?"
)
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_PERCENT = re.compile(r"\d{1,9}%")
_SUFFIXES = {
    **{suffix: Decimal(1000) ** place for place, suffix in enumerate("num", start=-3)},
    **{suffix: Decimal(1000) ** place for place, suffix in enumerate("kMGTPE", start=1)},
    **{f"{suffix}i": Decimal(1024) ** place for place, suffix in enumerate("KMGTPE", start=1)},
}


def quantity(value: Any) -> Decimal | None:
    """The number a Kubernetes quantity stands for (`250m` is 0.25), exactly.

    None for nothing and for what is no quantity. Asking an unknown ends undecided.
    """
    if isinstance(value, str):
        return _parsed(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _parsed(repr(value))
    return _parsed(str(value))


def whole(value: Any) -> int | None:
    """A whole number, also one written as text; None for anything else. Asks an unknown."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | float):
        return None
    written = str(value).strip()
    return int(written) if _WHOLE.fullmatch(written) else None


def percent(value: Any) -> int | None:
    """The 50 of `50%`; None for anything else. Asks an unknown."""
    if value is None or isinstance(value, bool | int | float):
        return None
    written = str(value).strip()
    return int(written[:-1]) if _PERCENT.fullmatch(written) else None


@lru_cache(maxsize=4096)
def _parsed(written: str) -> Decimal | None:
    match = _QUANTITY.fullmatch(written.strip())
    if match is None:
        return None
    scale = (
        _SUFFIXES[match["suffix"]] if match["suffix"] else Decimal(10) ** int(match["power"] or 0)
    )
    return Decimal(match["number"]) * scale
