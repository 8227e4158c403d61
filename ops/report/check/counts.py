"""Counting a report's findings."""

from collections import Counter

from ops.check.finding import Report
from policies.rules.model import Verdict


def counts(report: Report) -> dict[str, int]:
    """The summary: verdicts, waived findings, open failures by level, what could not be read."""
    verdicts = Counter(one.verdict for one in report.findings)
    open_failures = Counter(
        one.level.name for one in report.findings if one.open and one.verdict is Verdict.FAIL
    )
    return {
        "objects": report.objects,
        "rules": len(report.rules),
        "pass": verdicts[Verdict.PASS],
        "fail": verdicts[Verdict.FAIL],
        "unknown": verdicts[Verdict.UNKNOWN],
        "waived": sum(one.excuse is not None for one in report.findings),
        "errors": open_failures["ERROR"],
        "warnings": open_failures["WARNING"],
        "notes": open_failures["NOTE"],
        "broken": sum(one.broken for one in report.troubles),
    }


def plural(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
