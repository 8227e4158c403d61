"""A PersistentVolumeClaim in words."""

from collections.abc import Mapping

from collect.parsing.fields import text
from diagnosis.snapshot import Reference

from .metadata import ref


def claim(obj: Mapping[str, object]) -> Reference:
    """A claim that is there: its phase and storage class."""
    return Reference(ref(obj, "PersistentVolumeClaim"), present=True, detail=detail(obj))


def detail(obj: object) -> str:
    """`Pending, storage class fast`."""
    name = text(obj, "spec", "storageClassName")
    parts = (text(obj, "status", "phase"), f"storage class {name}" if name else "")
    return ", ".join(filter(None, parts))
