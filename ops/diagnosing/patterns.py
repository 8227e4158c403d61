"""Which patterns count: the built-in ones, then the project's folder, then those that are named."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ops.exits import Exit, Stopped

if TYPE_CHECKING:
    from diagnosis.matching import Loaded, PatternSet

FOLDER = "patterns"
_PROJECT = ("Pulumi.yaml", "Pulumi.yml")


def load(named: Sequence[str], start: Path | None = None) -> "PatternSet":
    """Load them; what is refused is told on stderr, and the others count.

    Raises Stopped for a path that is not there.
    """
    loaded = read(named, start)
    for one in loaded.refused:
        click.echo(f"{one}: refused", err=True)
    return loaded.patterns


def read(named: Sequence[str], start: Path | None = None) -> "Loaded":
    """The patterns and the refusals. Raises Stopped for a path that is not there."""
    from diagnosis.matching import load_patterns

    own = project_folder(start or Path.cwd())
    return load_patterns([*([own] if own else []), *_existing(named)])


def prove(named: Sequence[str], start: Path | None = None) -> "Loaded":
    """These files alone, without the built-in ones; the project's own where none is named.

    Raises Stopped for a path that is not there.
    """
    from diagnosis.matching import load_patterns

    own = project_folder(start or Path.cwd())
    if not named and own is None:
        raise Stopped(Exit.USAGE, f"name a file: there is no folder {FOLDER} here")
    return load_patterns(_existing(named) or [own or Path()], builtin=False)


def project_folder(start: Path) -> Path | None:
    """The folder `patterns` of the project that `start` is in, or beside it, if there is one."""
    candidates = (one / FOLDER for one in _roots(start))
    return next((one for one in candidates if one.is_dir()), None)


def _existing(named: Sequence[str]) -> list[Path]:
    absent = [one for one in named if not Path(one).exists()]
    if absent:
        raise Stopped(Exit.USAGE, f"{absent[0]} does not exist")
    return [Path(one) for one in named]


def _roots(start: Path) -> Iterable[Path]:
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in _PROJECT):
            return (folder,)
    return (start,)
