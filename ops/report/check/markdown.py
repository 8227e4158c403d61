"""The report as Markdown, for a comment on a pull request."""

import re

from ops.check.finding import Finding, Report
from ops.report.check.text import place, summary
from policies.rules.model import Verdict

LONGEST = 45_000
LONGEST_WAIVED = 10_000
MOST_MESSAGES = 20
"""Characters of the tables and lines of messages; GitHub takes 65536 in a comment."""

_HEAD = "| level | rule | object | place | message |\n|---|---|---|---|---|\n"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@])")


def as_markdown(report: Report) -> str:
    """Write the open findings as a table, heaviest first; waived ones folded below."""
    heavy = sorted(
        (one for one in report.findings if one.open), key=lambda one: (-one.level, one.rule.id)
    )
    waived = [one for one in report.findings if one.excuse is not None]
    parts = [f"### shipshape check: {summary(report)}\n"]
    if heavy:
        parts.append(_table(heavy, LONGEST))
    if report.troubles:
        parts.append(
            "".join(f"- {_escape(str(one))[:250]}\n" for one in report.troubles[:MOST_MESSAGES])
        )
    if waived:
        folded = _table(waived, LONGEST_WAIVED)
        parts.append(f"<details><summary>{len(waived)} waived</summary>\n\n{folded}\n</details>\n")
    return "\n".join(parts)


def _table(findings: list[Finding], room: int) -> str:
    rows: list[str] = []
    for one in findings:
        row = _row(one)
        room -= len(row)
        if room < 0:
            rest = len(findings) - len(rows)
            return _HEAD + "".join(rows) + f"\n{rest} more are in the job's output.\n"
        rows.append(row)
    return _HEAD + "".join(rows)


def _row(one: Finding) -> str:
    level = one.level if one.verdict is Verdict.FAIL else "unknown"
    message = one.message or one.rule.title
    if one.excuse is not None:
        message = f"{message} — waived: {one.excuse.reason}"
    else:
        message = f"{message} — to fix it: {one.remediation}"
    about = f"{one.object}, {one.container}" if one.container else one.object
    cells = (str(level), one.rule.id, about, place(one), message)
    return "| " + " | ".join(_escape(cell) for cell in cells) + " |\n"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
