"""Ask before something that cannot be taken back."""

import sys

import click

from ops.exits import Exit, Stopped


def confirm(question: str, instead: str) -> None:
    """Go on only after a yes; without a terminal to ask on, name the option to give `instead`."""
    if not sys.stdin.isatty():
        raise Stopped(Exit.USAGE, f"there is no terminal to ask on: give {instead} to go ahead")
    if not click.confirm(question, err=True):
        raise Stopped(Exit.FINDINGS, "nothing was changed")
