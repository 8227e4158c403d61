"""Memory as Kubernetes writes it, and the next size to try."""

import re
from decimal import Decimal

_UNITS = {
    "": 1,
    "k": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
}
_QUANTITY = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)([kMGT]i?|Ki)?B?")
_MEBIBYTE = 2**20


def in_bytes(quantity: str) -> int | None:
    """Bytes of `512Mi`; None for what is no size."""
    found = _QUANTITY.fullmatch(quantity.strip())
    return int(Decimal(found[1]) * _UNITS[found[2] or ""]) if found else None


def written(size: int) -> str:
    """`768Mi`, `1.5Gi`: the shortest exact way in binary units."""
    mebibytes = size // _MEBIBYTE
    gibibytes = Decimal(mebibytes) / 1024
    whole = gibibytes * 2 == int(gibibytes * 2) and gibibytes >= 1
    return f"{gibibytes.normalize():f}Gi" if whole else f"{mebibytes}Mi"


def next_size(quantity: str) -> str:
    """The next usual size, half as much again or a little more; empty for what is no size."""
    size = in_bytes(quantity)
    if size is None:
        return ""
    wanted = max(1, size * 3 // 2 // _MEBIBYTE)
    power = 1 << (wanted - 1).bit_length()
    between = power * 3 // 4
    return written((between if between >= wanted else power) * _MEBIBYTE)
