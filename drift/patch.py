"""RFC 6902 patches: live back to what is declared, or what is declared to live."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .model import Data, Desired, Difference

Operation = dict[str, Any]
"""`{"op", "path", "value"}`."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Operations in the order to apply, and a sentence for each difference that has none."""

    operations: tuple[Operation, ...] = ()
    left_out: tuple[str, ...] = ()


def revert(
    desired: Desired, live: Data, differences: Iterable[Difference], *, secrets: bool = False
) -> Patch:
    """What turns these differences of the live object into what is declared.

    Secret values are left out unless asked for: a patch is printed, and kept in logs.
    """
    del desired, live, differences, secrets
    return Patch()


def adopt(
    desired: Desired, live: Data, differences: Iterable[Difference], *, secrets: bool = False
) -> Patch:
    """What turns these fields of the declared object into what is live."""
    del desired, live, differences, secrets
    return Patch()
