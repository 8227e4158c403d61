"""A Pulumi resource that is not a Kubernetes object, as rules see it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .subjects import Data


@dataclass(frozen=True, eq=False)
class Resource:
    """One Pulumi resource. `file` and `line` (from 1, 0 unknown) say where it was read.

    `secrets` are the paths below `properties` whose values the engine keeps
    secret. `owner` names the component and argument it came from, if known.
    """

    type: str
    properties: Data
    name: str = ""
    urn: str = ""
    secrets: frozenset[str] = frozenset()
    owner: str = ""
    file: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """`type/name`, the name that reports use."""
        return f"{self.type}/{self.name}"

    @cached_property
    def kind(self) -> str:
        """The last word of the type token, such as `Function`."""
        return self.type.rpartition(":")[2]

    def get(self, name: str) -> Any:
        """One property; None if it is not set."""
        return self.properties.get(name)
