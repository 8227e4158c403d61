"""Sizes of weights as people say them."""

import re

_BYTES = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "ki": 2**10, "mi": 2**20, "gi": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]i?|)b?", re.IGNORECASE)


def size(text: str) -> float:
    """Bytes from `16GB`, `14.9Gi` or `16e9`. Raises ValueError for anything else."""
    found = _SIZE.fullmatch(text.strip())
    if found is not None and found[2].lower() in _BYTES:
        return float(found[1]) * _BYTES[found[2].lower()]
    return float(text)
