"""The CSV that `nvidia-smi --query-gpu=... --format=csv` prints."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from diagnosis.snapshot import Sample

PREFIX = "nvidia_smi_"
_LABELS = {"index": "gpu", "uuid": "uuid", "name": "modelName", "pci.bus_id": "pci"}
_WORDS = {"active": 1.0, "not active": 0.0, "enabled": 1.0, "disabled": 0.0}
_UNIT = re.compile(r"\s*\[[^\]]*\]$")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


def is_nvidia_smi(text: str) -> bool:
    """Whether the first line is such a header: names with dots, or `[%]`-like units."""
    header = text.lstrip("\ufeff \r\n").partition("\n")[0]
    named = re.search(r"\b(?:utilization|memory|temperature|clocks|power|pcie)\.\w+", header)
    return "," in header and named is not None


def samples(text: str) -> tuple[Sample, ...]:
    """A sample a GPU and column, named `nvidia_smi_` and the column; `[N/A]` is left out.

    The last row of a GPU counts where `-l` has repeated them.
    """
    rows = csv.DictReader(StringIO(text.lstrip("\ufeff \r\n")), skipinitialspace=True)
    newest = {_label(row, number): row for number, row in enumerate(rows)}
    return tuple(one for row in newest.values() for one in _row(row))


def _label(row: Mapping[str | None, str | None], number: int) -> str:
    clean = _clean(row)
    return clean.get("uuid") or clean.get("index") or clean.get("pci.bus_id") or str(number)


def _row(row: Mapping[str | None, str | None]) -> Iterator[Sample]:
    clean = _clean(row)
    labels = {_LABELS[name]: value for name, value in clean.items() if name in _LABELS}
    for name, text in clean.items():
        value = None if name in _LABELS else _value(text)
        if value is not None:
            yield Sample(PREFIX + name.replace(".", "_"), value, labels)


def _clean(row: Mapping[str | None, str | None]) -> dict[str, str]:
    return {
        _UNIT.sub("", name).strip(): value.strip()
        for name, value in row.items()
        if isinstance(name, str) and isinstance(value, str)
    }


def _value(text: str) -> float | None:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text.lower().startswith("0x"):
        try:
            return float(int(text, 16))
        except ValueError:
            return None
    found = _NUMBER.match(text)
    return float(found[0]) if found else None
