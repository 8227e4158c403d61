"""The report as JUnit XML: a suite an object, a case a rule."""

import re
import xml.etree.ElementTree as ET  # written, never read
from collections.abc import Iterable

from ops.check.finding import Finding, Report
from ops.report.check.text import place
from policies.rules.model import Verdict

# What XML 1.0 can't hold, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: Report) -> str:
    """Write a failure for each open finding; what is waived or not known is skipped."""
    suites: dict[str, dict[tuple[str, str], list[Finding]]] = {}
    for one in report.findings:
        cases = suites.setdefault(one.object, {})
        cases.setdefault((one.rule.id, one.container), []).append(one)
    root = ET.Element("testsuites", name="shipshape check")
    for name, cases in suites.items():
        root.append(_suite(name, cases))
    broken = [one for one in report.troubles if one.broken]
    if broken:
        suite = ET.SubElement(
            root, "testsuite", name="reading", tests=str(len(broken)), errors=str(len(broken))
        )
        for trouble in broken:
            case = ET.SubElement(suite, "testcase", name=_clean(str(trouble)), classname="reading")
            ET.SubElement(case, "error", message=_clean(trouble.message))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(name: str, cases: dict[tuple[str, str], list[Finding]]) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(name))
    failures = skipped = 0
    for (rule, container), findings in cases.items():
        called = f"{rule} ({container})" if container else rule
        case = ET.SubElement(suite, "testcase", name=_clean(called), classname=_clean(name))
        failed = [one for one in findings if one.open and one.verdict is Verdict.FAIL]
        excused = [one for one in findings if one.verdict is not Verdict.PASS]
        if failed:
            failures += 1
            said = "; ".join(one.message or one.rule.title for one in failed)
            failure = ET.SubElement(
                case, "failure", message=_clean(said), type=str(failed[0].level)
            )
            failure.text = _clean(_detail(failed))
        elif excused:
            skipped += 1
            ET.SubElement(case, "skipped", message=_clean(_why(excused[0])))
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(failures))
    suite.set("skipped", str(skipped))
    return suite


def _detail(failed: Iterable[Finding]) -> str:
    return "\n".join(
        f"{place(one)}: {one.path}: {one.message or one.rule.title}\nto fix it: {one.remediation}"
        for one in failed
    )


def _why(one: Finding) -> str:
    return f"waived: {one.excuse.reason}" if one.excuse else f"unknown: {one.message}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
