"""What is compared, and what the comparison says."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Data = Mapping[str, Any]
"""A parsed object: JSON-like, as it was read."""


class Class(StrEnum):
    """What a difference is."""

    DRIFT = "drift"  # somebody changed what we declared, or added to a list of ours
    OWNED_BY_OTHER = "owned-by-other"  # an autoscaler in its range, a second field manager
    DEFAULTED = "defaulted"  # filled in by the API server; left out unless asked for
    INJECTED = "injected"  # written by an admission webhook or policy
    MISSING = "missing"  # declared, and not there
    UNMANAGED = "unmanaged"  # ours by its marks, and declared nowhere; only on request
    EXCLUDED = "excluded"  # a rule excuses it until a day


FAILING = frozenset({Class.DRIFT, Class.MISSING, Class.UNMANAGED})
"""The classes that end a run with exit code 1."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What tells one Kubernetes object from another, in whatever version it was written."""

    group: str
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        """`Kind/namespace/name`, the name that all reports use."""
        return f"{self.kind}/{self.namespace}/{self.name}"


@dataclass(frozen=True, slots=True)
class Desired:
    """An object as it is declared.

    `last` is what was applied last: of an object from a state it is the same object; beside a
    program's it is the state's. None where it is not known: the annotation of `kubectl apply` is
    taken then, where there is one. `urn` is the resource's in the stack, `declared_in` a word on
    where it was read (a file and line, a component), for sentences. `secrets` are paths below the
    object (`("spec", "token")`) whose values are never shown, beside those of Secrets.
    `manager` is the very field manager that the program writes the object with, where the state
    knows it: all others are somebody else's, be they called alike.
    """

    object: Data
    urn: str = ""
    last: Data | None = None
    declared_in: str = ""
    secrets: Collection[tuple[str, ...]] = ()
    manager: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A step into a list: by the merge key of an item, or by its place if it has none.

    `number` tells apart items with the same key, from 0. Without keys it is the index.
    """

    keys: tuple[tuple[str, str], ...] = ()
    number: int = 0

    def __str__(self) -> str:
        """`[name=app]`, `[containerPort=8080,protocol=TCP]`, `[2]`."""
        if not self.keys:
            return f"[{self.number}]"
        again = f"#{self.number + 1}" if self.number else ""
        return f"[{','.join(f'{key}={value}' for key, value in self.keys if value)}{again}]"


Step = str | Item
"""A field's name, or a step into a list."""

Path = tuple[Step, ...]
"""From the object's root."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways out of a difference, ready to be used.

    `revert` is a command. `adopt` are the lines to change: a command that changes a setting, or
    YAML to put into the program. `ignore` is an entry for `waivers.yaml`.
    """

    revert: str = ""
    adopt: str = ""
    ignore: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, object or list item that differs.

    `object` is `Kind/namespace/name`, or `type/name` of an AWS resource. `path` is empty for a
    whole object. `desired` and `live` are None where a side has nothing; secret values are
    `sha256:` and eight digits. `manager` and `time` (RFC 3339) say who wrote the live value
    last, empty where nothing says so. `reason` is one sentence: why this class.
    """

    object: str
    path: str
    cls: Class
    desired: Any = None
    live: Any = None
    manager: str = ""
    time: str = ""
    suggestion: str = ""
    reason: str = ""
    ways: Ways = Ways()
    urn: str = ""
    steps: Path = ()
    masked: bool = False

    @property
    def fails(self) -> bool:
        """Whether it ends a run with exit code 1."""
        return self.cls in FAILING


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, by object and path, and what could not be compared.

    Each of `faults` is one sentence that names its place. `compared` counts objects.
    """

    differences: tuple[Difference, ...] = ()
    faults: tuple[str, ...] = ()
    compared: int = 0

    @property
    def fails(self) -> bool:
        """Whether anything ends a run with exit code 1."""
        return any(one.fails for one in self.differences)

    @property
    def summary(self) -> dict[str, int]:
        """How many there are of each class that occurs, in the order of the classes."""
        counts = Counter(one.cls for one in self.differences)
        return {str(cls): counts[cls] for cls in Class if counts[cls]}

    def __add__(self, other: "Report") -> "Report":
        """Both as one, as Kubernetes and AWS come together."""
        return Report(
            self.differences + other.differences,
            self.faults + other.faults,
            self.compared + other.compared,
        )


@dataclass(frozen=True, slots=True)
class Resource:
    """An AWS resource as it is declared, in the classic provider's words.

    `type` is its token (`aws:lambda/function:Function`). `outputs` are the state's, for what only
    they know: the code's hash, the digest that a tag meant. `secrets` are paths below `inputs`.
    """

    type: str
    name: str
    inputs: Data
    urn: str = ""
    outputs: Data = field(default_factory=dict)
    secrets: Collection[tuple[str, ...]] = ()

    def __str__(self) -> str:
        """`type/name`, the name that reports use."""
        return f"{self.type}/{self.name}"
