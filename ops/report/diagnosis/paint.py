"""Colour for the labels of a report, where a terminal shows it."""

import re

import click

_LABEL = re.compile(r"^(cause|symptom|unknown|healthy|where|why|evidence|to fix it|see|also)\b")
_COLOURS = {"cause": "red", "symptom": "yellow", "unknown": "yellow", "healthy": "green"}


def painted(report: str) -> str:
    """The report with its labels in bold, the first in the colour of the verdict."""
    return "\n".join(_LABEL.sub(_painted, line) for line in report.split("\n"))


def _painted(found: re.Match[str]) -> str:
    return click.style(found[0], fg=_COLOURS.get(found[0]), bold=True)
