"""The report as Markdown, for a comment on a pull request or an issue."""

import re
from collections.abc import Sequence

from diagnosis.finding import Diagnosis, Evidence, Finding

from .reading import NOTHING, by_source, first, looked_at, others, quoted, steps, unread, word

LONGEST = 20_000
"""Characters of evidence; GitHub takes 65536 in a comment."""
OTHERS = 50

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@])")
_TICKS = re.compile(r"`+")
_HEAD = "| | finding | what | where |\n|---|---|---|---|\n"


def as_markdown(diagnosis: Diagnosis) -> str:
    """Write the cause as a heading, its evidence as it was read, and the rest in a table."""
    parts = [
        f"### {word(diagnosis)}: {_title(diagnosis)}",
        _facts(first(diagnosis)),
        _chain(diagnosis),
        _evidence(quoted(diagnosis)),
        _remedy(first(diagnosis)),
        _table(others(diagnosis)),
        _folded("What was looked at", looked_at(diagnosis)),
        _folded("What could not be read", unread(diagnosis)),
    ]
    return "\n\n".join(part for part in parts if part)


def _title(diagnosis: Diagnosis) -> str:
    answer = first(diagnosis)
    return _escape(answer.title if answer else NOTHING)


def _facts(answer: Finding | None) -> str:
    if answer is None:
        return ""
    where = f" in {_escape(answer.owner)}" if answer.owner else ""
    return f"`{answer.id}`{where}, {answer.severity}, confidence {answer.confidence}"


def _chain(diagnosis: Diagnosis) -> str:
    return "\n".join(
        f"{number}. `{name}` {_escape(title)}".rstrip()
        for number, (name, title) in enumerate(steps(diagnosis), 1)
    )


def _evidence(evidence: Sequence[Evidence]) -> str:
    blocks: list[str] = []
    room = LONGEST
    for source, lines in by_source(evidence):
        text = "\n".join(lines)[:room]
        room -= len(text)
        if text:
            fence = _fence(text)
            blocks.append(f"{_escape(source)}\n{fence}\n{text}\n{fence}")
    return "\n\n".join(blocks)


def _fence(text: str) -> str:
    """A fence that no line of the text closes."""
    longest = max((len(one) for one in _TICKS.findall(text)), default=0)
    return "`" * max(3, longest + 1)


def _remedy(answer: Finding | None) -> str:
    if answer is None or not answer.suggestion:
        return ""
    more = f" ([more]({answer.documentation}))" if answer.documentation else ""
    return f"**To fix it:** {answer.suggestion}{more}"


def _table(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    rows = "".join(_row(one) for one in findings[:OTHERS])
    rest = len(findings) - OTHERS
    return f"{_HEAD}{rows}" + (f"\n{rest} more are in the job's output." if rest > 0 else "")


def _row(one: Finding) -> str:
    cells = (f"{one.kind}, {one.severity}", one.id, one.title, one.owner)
    return "| " + " | ".join(_escape(cell) for cell in cells) + " |\n"


def _folded(summary: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    listed = "\n".join(f"- {_escape(one)}" for one in items)
    return f"<details><summary>{summary}</summary>\n\n{listed}\n\n</details>"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
