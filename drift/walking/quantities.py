"""Kubernetes quantities, exactly: `1000m` is `1`, `1Gi` is `1024Mi`, `1e3` is `1k`."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

_QUANTITY = re.compile(
    r"(?P<number>[+-]?(?:\d{1,30}\.?\d{0,30}|\.\d{1,30}))"
    r"(?:(?P<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?P<power>[+-]?\d{1,3}))?"
)
_SUFFIXES = {
    **{suffix: Decimal(1000) ** place for place, suffix in enumerate("num", start=-3)},
    **{suffix: Decimal(1000) ** place for place, suffix in enumerate("kMGTPE", start=1)},
    **{f"{suffix}i": Decimal(1024) ** place for place, suffix in enumerate("KMGTPE", start=1)},
}


def quantity(value: Any) -> Decimal | None:
    """The number that a quantity stands for; None for what is no quantity."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _parsed(value if isinstance(value, str) else repr(value))


@lru_cache(maxsize=4096)
def _parsed(written: str) -> Decimal | None:
    match = _QUANTITY.fullmatch(written.strip())
    if match is None:
        return None
    suffix, power = match["suffix"], match["power"]
    scale = _SUFFIXES[suffix] if suffix else Decimal(10) ** int(power or 0)
    return Decimal(match["number"]) * scale
