"""Where in a Dockerfile a problem stands."""

from ..model import Problem
from .instructions import Instruction

_LINE = "line "


def at(one: Instruction | None, message: str) -> Problem:
    """A problem of an instruction; of the whole file where there is none."""
    return Problem(f"{_LINE}{one.line}" if one else "", message)


def line_of(path: str) -> int:
    """The line (from 1) that a problem's path names, 0 for the whole file."""
    number = path.removeprefix(_LINE)
    return int(number) if number.isdigit() else 0
