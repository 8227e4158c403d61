"""The report as GitHub's workflow commands, which become annotations on the changed lines."""

from ops.check.finding import Finding, Report
from ops.check.reading.found import Trouble
from ops.report.check.text import summary
from policies.rules.model import Verdict

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_github(report: Report) -> str:
    """Write an annotation for each open finding; the last line is the summary."""
    lines = [_finding(one) for one in report.findings if one.open]
    lines += [_trouble(one) for one in report.troubles]
    return "\n".join([*lines, summary(report)])


def _finding(one: Finding) -> str:
    unknown = one.verdict is Verdict.UNKNOWN
    command = _COMMANDS[str(one.level)]
    title = f"{one.rule.id}{' (unknown)' if unknown else ''}: {one.object}"
    message = f"{one.message or one.rule.title}\nTo fix it: {one.remediation}"
    return _command(command, one.file, one.line, title, message)


def _trouble(one: Trouble) -> str:
    command = "error" if one.broken else "warning"
    return _command(command, one.file, one.line, "shipshape check", one.message)


def _command(name: str, file: str, line: int, title: str, message: str) -> str:
    place = f"file={_property(file)},line={max(line, 1)},title={_property(title)}"
    return f"::{name} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
