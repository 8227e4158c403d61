"""What reading gives: subjects for the rules, each able to say where a path stands; and trouble."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from policies.rules.dockerfile.stages import Dockerfile
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import Object

Subject = Object | Dockerfile | Resource
LineOf = Callable[[str], int]
"""The line (from 1) of a path below the subject; the nearest one above it that is there."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read, or was read with a doubt. `line` counts from 1, 0 unknown.

    `broken` means that something was not judged because of it.
    """

    file: str
    line: int
    message: str
    broken: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(slots=True)
class Reading:
    """Everything read: subjects in order, with the line of each path, and what was troublesome."""

    found: list[tuple[Subject, LineOf]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, others: "Iterable[Reading]") -> "Reading":
        """Take in what other readings found; gives itself."""
        for one in others:
            self.found.extend(one.found)
            self.troubles.extend(one.troubles)
        return self
