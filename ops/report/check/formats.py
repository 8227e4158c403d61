"""All formats by the name that `--output` knows them by."""

from collections.abc import Callable
from dataclasses import replace

from ops.check.finding import Report
from ops.report.check.github import as_github
from ops.report.check.json import as_json
from ops.report.check.junit import as_junit
from ops.report.check.markdown import as_markdown
from ops.report.check.sarif import as_sarif
from ops.report.check.text import as_text
from policies.rules.model import Verdict

_FORMATS: dict[str, Callable[[Report], str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "markdown": as_markdown,
}


def render(report: Report, form: str, unknown: str) -> str:
    """Write a report in a format; `unknown` is warn, fail or ignore."""
    shown = report
    if unknown == "ignore" and form != "json":
        known = [one for one in report.findings if one.verdict is not Verdict.UNKNOWN]
        shown = replace(report, findings=known)
    return _FORMATS.get(form, as_text)(shown)
