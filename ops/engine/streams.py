"""Where the engine's own lines go while it works."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import click

from ops.engine.locks import complains
from ops.report.progress import Progress

Say = Callable[[str], None]


@dataclass(frozen=True)
class Streams:
    """What prints the engine's `output`, its errors, and our own remarks; and its `color`."""

    output: Say
    error: Say
    remark: Say
    color: str


def streams(*, machine: bool, verbose: bool = False) -> Streams:
    """Print for a person; or, for a `machine` that reads our stdout, everything on stderr.

    The engine repeats itself where it has no terminal to draw on; `verbose` prints it as it is.
    """
    progress = Progress()

    def output(line: str) -> None:
        told = line if verbose else progress.tell(line)
        if told is not None:
            click.echo(told, err=machine)

    def error(line: str) -> None:
        # We deal with a lock ourselves; what the engine advises is not what helps.
        if not complains(line):
            click.echo(line, err=True)

    def remark(line: str) -> None:
        click.echo(line, err=machine)

    color = "always" if sys.stdout.isatty() and not machine else "never"
    return Streams(output=output, error=error, remark=remark, color=color)


@contextmanager
def held(streams: Streams) -> Iterator[Streams]:
    """Keep back what the engine says, and print it only if what it does fails."""
    lines: list[str] = []
    try:
        yield replace(streams, output=lines.append)
    except BaseException:
        for line in lines:
            streams.output(line)
        raise
