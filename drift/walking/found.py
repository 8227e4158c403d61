"""What a walk finds."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from drift.model import Path


class Change(Enum):
    """What happened to a field, seen from what is declared."""

    CHANGED = auto()  # declared, and other
    GONE = auto()  # declared, and not there
    ADDED = auto()  # there, and not declared
    DEFAULTED = auto()  # there, not declared, and what the API server takes by itself
    UNKNOWN = auto()  # declared as a value that is not known yet, or can't be read


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the two differ. Values are raw: secrets are masked later.

    `steps` leads to it, `at` to what a patch has to replace: mostly the same place, but the
    whole list where its items have no place of their own. `item` says that it is an item of a list
    to which others may add; `secret`, that the API holds it to be one.
    """

    change: Change
    steps: Path
    desired: Any = None
    live: Any = None
    at: Path | None = None
    item: bool = False
    secret: bool = False


@dataclass(slots=True)
class Walked:
    """All that was found, and a sentence for each value that is not what the API takes."""

    found: list[Found] = field(default_factory=list)
    faults: list[tuple[Path, str]] = field(default_factory=list)
