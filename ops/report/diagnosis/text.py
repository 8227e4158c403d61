"""The report for a person: 80 columns, the cause first."""

import textwrap
from collections.abc import Sequence

from diagnosis.finding import Diagnosis, Evidence, Finding

from .reading import (
    NOTHING,
    by_source,
    first,
    looked_at,
    others,
    printable,
    quoted,
    steps,
    unread,
    word,
)

WIDTH = 80
LONGEST = 320
"""Characters shown of one line of evidence."""
LINES = 10
OTHERS = 8
PLACES = 4
"""Lines of evidence, other findings and places shown; JSON has all of them."""

_LABEL = 11


def as_text(diagnosis: Diagnosis) -> str:
    """Write the cause, how it led here, the lines that say so, the fix, and what else there is."""
    paragraphs = [
        _answer(diagnosis),
        _chain(diagnosis),
        _evidence(quoted(diagnosis)),
        _remedy(first(diagnosis)),
        _also(others(diagnosis)),
        _list("looked at", looked_at(diagnosis)) + _list("unread", unread(diagnosis)),
    ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _answer(diagnosis: Diagnosis) -> list[str]:
    answer = first(diagnosis)
    if answer is None:
        return _labelled(word(diagnosis), NOTHING)
    facts = f"{answer.id}, {answer.severity}, confidence {answer.confidence}"
    lines = [*_labelled(word(diagnosis), answer.title), *_labelled("", facts)]
    return lines + _list("where", _places(answer))


def _places(finding: Finding) -> list[str]:
    """The owner and where it was seen; the owner's own name is not a place of its own."""
    places = [one for one in finding.subjects if one != finding.owner]
    shown = places[:PLACES]
    if len(places) > PLACES:
        shown.append(f"and {len(places) - PLACES} more")
    return [*filter(None, [finding.owner]), *shown]


def _chain(diagnosis: Diagnosis) -> list[str]:
    lines: list[str] = []
    for name, title in steps(diagnosis):
        step = f"{name}: {title}" if title else name
        lines += _labelled("", f"-> {step}") if lines else _labelled("why", step)
    return lines


def _evidence(evidence: Sequence[Evidence]) -> list[str]:
    lines: list[str] = []
    for source, said in by_source(evidence[:LINES]):
        lines += _labelled("" if lines else "evidence", source)
        for one in said:
            lines += _quoted(one)
    if len(evidence) > LINES:
        lines += _labelled("", f"and {len(evidence) - LINES} more lines")
    return lines


def _quoted(line: str) -> list[str]:
    """A line as it was read; a very long one is cut."""
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 4]} ..."
    margin = " " * _LABEL
    return textwrap.wrap(
        shown,
        WIDTH,
        initial_indent=f"{margin}| ",
        subsequent_indent=f"{margin}|   ",
        break_on_hyphens=False,
    ) or [f"{margin}|"]


def _remedy(answer: Finding | None) -> list[str]:
    if answer is None:
        return []
    lines = _labelled("to fix it", answer.suggestion) if answer.suggestion else []
    # An address is not broken: it must stay one that a terminal can open.
    if answer.documentation:
        lines.append(f"{'see':<{_LABEL}}{answer.documentation}")
    return lines


def _also(findings: Sequence[Finding]) -> list[str]:
    told = [_short(one) for one in findings[:OTHERS]]
    if len(findings) > OTHERS:
        told.append(f"and {len(findings) - OTHERS} more: --output json has all of them")
    return _list("also", told)


def _short(finding: Finding) -> str:
    place = f" ({finding.owner})" if finding.owner else ""
    return f"{finding.kind} {finding.id}, {finding.severity}: {finding.title}{place}"


def _list(label: str, items: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for item in items:
        lines += _labelled("" if lines else label, item)
    return lines


def _labelled(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_on_hyphens=False,
    ) or [label]
