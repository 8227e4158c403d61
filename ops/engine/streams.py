"""Where the engine's own lines go while it works."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from ops.engine.locks import complains

Say = Callable[[str], None]


@dataclass(frozen=True)
class Streams:
    """What prints the engine's `output`, its errors, and our own remarks; and its `color`."""

    output: Say
    error: Say
    remark: Say
    color: str


def streams(*, machine: bool) -> Streams:
    """Print for a person; or, for a `machine` that reads our stdout, everything on stderr."""

    def to_stderr(line: str) -> None:
        click.echo(line, err=True)

    def error(line: str) -> None:
        # We deal with a lock ourselves; what the engine advises is not what helps.
        if not complains(line):
            click.echo(line, err=True)

    color = "always" if sys.stdout.isatty() and not machine else "never"
    output = to_stderr if machine else click.echo
    return Streams(output=output, error=error, remark=output, color=color)
