"""The report for a person."""

from ops.check.finding import Finding, Report
from ops.report.check.counts import counts, plural
from policies.rules.model import Verdict


def as_text(report: Report) -> str:
    """Write what failed and what is not known, each with its place and the way out."""
    lines = [finding(one) for one in report.findings if one.verdict is not Verdict.PASS]
    lines += [f"{one}\n" for one in report.troubles]
    return "\n".join([*lines, summary(report)])


def finding(one: Finding) -> str:
    """One finding, three lines."""
    level = one.level if one.verdict is Verdict.FAIL else "unknown"
    if one.excuse is not None:
        level = f"waived {level}"
    about = f"{one.object}, container {one.container}" if one.container else one.object
    message = one.message or one.rule.title
    if one.path and not one.path.startswith("line "):
        message = f"{one.path}: {message}"
    last = f"to fix it: {one.remediation}"
    if one.excuse is not None:
        last = f"waived: {one.excuse.reason} ({one.excuse.source})"
    return f"{place(one)}: {level}: {one.rule.id}: {about}\n  {message}\n  {last}\n"


def place(one: Finding) -> str:
    """`file:line`, as editors and terminals read it."""
    return f"{one.file}:{one.line}" if one.line else one.file


def summary(report: Report) -> str:
    """One line on the whole."""
    count = counts(report)
    found = [
        plural(count[f"{name}s"], name)
        for name in ("error", "warning", "note")
        if count[f"{name}s"]
    ]
    more = [
        f"{count[name]} {word}"
        for name, word in (("unknown", "unknown"), ("waived", "waived"), ("broken", "unreadable"))
        if count[name]
    ]
    asked = f"{plural(count['rules'], 'rule')}, {plural(count['objects'], 'object')}"
    return f"{', '.join([*(found or ['nothing found']), *more])} ({asked})"
