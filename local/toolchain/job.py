"""One compilation, in whatever language: what is run where, and what it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """How one program is compiled.

    `command` gives the words that compile into a file, with a scratch folder
    to use; `environment` what the compiler sees besides ours, given that folder.
    `does` names the step in complaints, as in `go build`. `leaves` is where below the scratch
    folder the program is found afterwards, None for a compiler that can be told.
    """

    name: str
    does: str
    command: Callable[[Path, Path], list[str]]
    environment: Callable[[Path], Mapping[str, str]]
    leaves: Path | None = None
