"""A whole check: judge what was read, lay waivers and the baseline over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ops.check.baseline import Known, apply
from ops.check.excusing import excuse
from ops.check.finding import Report
from ops.check.judging import judge_reading
from ops.check.levels import Level
from ops.check.reading.found import Reading, Trouble
from ops.check.selection import Selection
from ops.check.waivers import Waiver
from ops.exits import Exit
from policies.rules.model import Verdict


@dataclass(frozen=True)
class Terms:
    """On what terms is checked. `unknown` is warn, fail or ignore."""

    selection: Selection
    today: date
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    known: Known | None = None
    baseline: str = ""
    unknown: str = "warn"


def check(reading: Reading, terms: Terms) -> Report:
    """The report on everything that was read."""
    judged = judge_reading(reading, terms.selection, terms.settings, terms.unknown)
    asked = {one.id for one in terms.selection.rules}
    findings, said = excuse(judged, terms.waivers, asked, terms.today)
    if terms.known is not None:
        findings, gone = apply(findings, terms.known, terms.baseline)
        if gone:
            fixed = f"{gone} of its findings are gone: --write-baseline takes them out"
            said.append(Trouble(terms.baseline, 0, fixed, broken=False))
    return Report(findings, [*reading.troubles, *said], terms.selection.rules, len(reading.found))


def exit_code(report: Report, fail_on: Level, unknown: str) -> Exit:
    """1 for an open finding at or above the level, else 2 if something could not be read."""
    counted = (Verdict.FAIL,) if unknown == "ignore" else (Verdict.FAIL, Verdict.UNKNOWN)
    if any(one.open and one.level >= fail_on and one.verdict in counted for one in report.findings):
        return Exit.FINDINGS
    return Exit.USAGE if any(one.broken for one in report.troubles) else Exit.FINE
