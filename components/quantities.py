"""Kubernetes quantities: text such as `512Mi` or `250m` to whole numbers, and refusals that teach.

The grammar is the one of the Kubernetes API (resource.Quantity), less the exponent form, which
nobody writes for a container.
"""

import re
from decimal import Decimal

_MEMORY_UNITS = {
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
_MEMORY = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[kMGT]|[KMGT]i)?")
_CPU = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>m)?")

MEBIBYTE = 2**20


class QuantityError(ValueError):
    """The text is not a usable quantity; the message is a sentence for the user."""


def memory_bytes(text: str) -> int:
    """Bytes of a memory quantity (`512Mi` is 536870912).

    Raises QuantityError for anything else, for zero, and for the milli unit, which Kubernetes
    accepts for memory and nobody means.
    """
    match = _MEMORY.fullmatch(text)
    if match is None:
        raise QuantityError(f'"{text}" is not a Kubernetes quantity; use e.g. 512Mi')
    size = int(Decimal(match["number"]) * _MEMORY_UNITS[match["unit"] or ""])
    if size <= 0:
        raise QuantityError(f'"{text}" is no memory at all; use e.g. 512Mi')
    return size


def cpu_millicores(text: str) -> int:
    """Thousandths of a core of a CPU quantity (`250m` is 250, `1.5` is 1500).

    Raises QuantityError for anything else, and for less than one millicore.
    """
    match = _CPU.fullmatch(text)
    if match is None:
        raise QuantityError(f'"{text}" is not a Kubernetes quantity; use e.g. 250m or 1')
    scale = 1 if match["unit"] else 1000
    millicores = int(Decimal(match["number"]) * scale)
    if millicores <= 0:
        raise QuantityError(f'"{text}" is no CPU at all; use e.g. 100m')
    return millicores
