"""A diagnosis as text, for the place where the engine shows errors: 76 columns and an indent."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diagnosis.finding import Diagnosis, Evidence, Finding, Kind, Verdict

WIDTH = 76
"""The engine indents what a resource says by four."""

_LINES = 3
"""Lines of evidence shown of a finding; the bundle has all."""

_LONGEST = 4 * WIDTH
"""Characters shown of one line of evidence."""

_REASON = 2 * WIDTH
"""Characters shown of the heading: the evidence has the whole of it."""

_WORD = 2 * WIDTH
"""Characters up to which a word stays in one piece; beyond it is nothing that anybody copies."""

_OTHERS = 3
"""Further findings shown by title."""

_LABEL = 10

_NOISE = frozenset(
    {"time", "timestamp", "@timestamp", "ts", "date", "level", "severity", "service", "version",
     "trace_id", "traceid", "span_id", "spanid", "pid", "hostname", "logger", "thread", "v"}
)  # fmt: skip
"""Fields that every record of a log has."""


def report(heading: str, diagnosis: Diagnosis, footer: Sequence[str] = ()) -> str:
    """The heading, the first cause with evidence and fix, how it led here, and what else there is.

    `footer` are sentences that stand below: where the evidence lies. Their lines that begin with
    two spaces are commands, to be copied as they are.
    """
    paragraphs = ["\n".join(line for part in heading.split("\n") for line in _heading(part))]
    first, others = _sorted(diagnosis)
    if first is not None:
        paragraphs.append("\n".join(_finding(first, diagnosis.verdict)))
    if chain := list(_chain(diagnosis)):
        paragraphs.append("\n".join(chain))
    if others := [one for one in others if one.id not in diagnosis.chain]:
        paragraphs.append("\n".join(_also(others)))
    if first is None or first.kind is Kind.UNKNOWN:
        paragraphs.append("\n".join(_searched(diagnosis)))
    paragraphs.extend("\n".join(_below(one)) for one in footer)
    return "\n\n".join(filter(None, paragraphs))


def printable(text: str) -> str:
    """A line without control characters: a log must not drive the terminal that shows it."""
    return "".join(one if one.isprintable() else " " for one in text)


def _sorted(diagnosis: Diagnosis) -> tuple[Finding | None, list[Finding]]:
    """The root cause, or else the first finding; and the rest."""
    findings = list(diagnosis.findings)
    roots = [one for one in findings if one.id == diagnosis.root_cause]
    first = next(iter([*roots, *findings]), None)
    return first, [one for one in findings if one is not first]


def _heading(text: str) -> list[str]:
    return _wrapped(_cut(printable(text), _REASON), "")


def _finding(finding: Finding, verdict: Verdict) -> Iterator[str]:
    name = "Unknown" if verdict is Verdict.UNKNOWN else finding.kind.capitalize()
    title = finding.title.rstrip(".")
    yield from _labelled(name, f"{title} [{finding.id}, confidence {finding.confidence}]")
    if finding.owner:
        yield from _labelled("Where", finding.owner)
    yield from _evidence("Evidence", finding.evidence)
    if finding.suggestion:
        yield from _labelled("Fix", finding.suggestion)
    if finding.documentation:
        yield from _labelled("See", finding.documentation)


def _evidence(label: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    different = _different([replace(one, line=quoted(one.line)) for one in evidence])
    for number, one in enumerate(different[:_LINES]):
        yield from _labelled(label if number == 0 else "", f"{one.source}:")
        yield from _wrapped(one.line, " " * (_LABEL + 2))
    if len(different) > _LINES:
        yield " " * _LABEL + f"and {len(different) - _LINES} more"


def quoted(line: str) -> str:
    """A line as it was, of a length that can be read; of a JSON record what tells something."""
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    if isinstance(record, dict):
        telling = {key: value for key, value in record.items() if key.lower() not in _NOISE}
        line = json.dumps(telling or record, ensure_ascii=False)
    return _cut(printable(line), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 4].rstrip()} ..."


def _different(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without lines that another one quotes: event and state often say the same.

    They are compared as they are shown: a second try says the same at another time.
    """
    kept: list[Evidence] = []
    for one in evidence:
        if not any(one.line in other.line for other in kept):
            kept = [other for other in kept if other.line not in one.line]
            kept.append(one)
    return kept


def _chain(diagnosis: Diagnosis) -> Iterator[str]:
    """How one thing led to the other, by title where there is one."""
    if len(diagnosis.chain) < 2:  # noqa: PLR2004  # one link is no chain
        return
    titles = {one.id: one.title.rstrip(".") for one in diagnosis.findings}
    for number, link in enumerate(diagnosis.chain):
        arrow = "-> " if number else ""
        named = f"{titles[link]} [{link}]" if link in titles else link
        yield from _labelled("Chain" if number == 0 else "", arrow + named)


def _also(others: Sequence[Finding]) -> Iterator[str]:
    for number, one in enumerate(others[:_OTHERS]):
        yield from _labelled("Also" if number == 0 else "", f"{one.title.rstrip('.')} [{one.id}]")
    if len(others) > _OTHERS:
        yield " " * _LABEL + f"and {len(others) - _OTHERS} more"


def _searched(diagnosis: Diagnosis) -> Iterator[str]:
    read = [one for one in diagnosis.looked_at if not one.startswith("unread: ")]
    if read:
        yield from _labelled("Looked at", "; ".join(read))
    shown = {one.line for finding in diagnosis.findings for one in finding.evidence}
    telling = [one for one in diagnosis.unmatched if one.line not in shown]
    yield from _evidence("Telling", telling)


def _below(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from [printable(line)] if line.startswith("  ") else _wrapped(line, "")


def _labelled(label: str, text: str) -> Iterator[str]:
    lines = _wrapped(text, " " * _LABEL)
    yield f"{label:<{_LABEL}}{lines[0][_LABEL:]}"
    yield from lines[1:]


def _wrapped(text: str, indent: str) -> list[str]:
    """At most WIDTH columns; a digest or URL stays in one piece, to be copied."""
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=any(len(word) > _WORD for word in text.split()),
        break_on_hyphens=False,
    ) or [indent]
