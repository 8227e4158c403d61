"""What the policies say of a state, read from the engine's events."""

import json

from ops.report.verdicts import Finding, Verdicts, listed, read_verdicts, told

URN = "urn:pulumi:dev::p::kubernetes:core/v1:Pod::{}"
MANDATORY = Finding("mandatory", URN.format("b"), "Title\n[high] privileged: it is.\nFix: don't.")
ADVICE = Finding("advisory", URN.format("a"), "Title\n[low] other: it is.")


def events(*findings: Finding, ended: bool = True) -> str:
    """The engine's events with these findings, among lines that are none."""
    documents = [
        {
            "policyEvent": {
                "resourceUrn": one.urn,
                "message": one.message,
                "enforcementLevel": one.level,
            }
        }
        for one in findings
    ]
    end = [{"summaryEvent": {"result": "succeeded"}}] if ended else []
    return "\n".join(["warning: x", "[1]", *(json.dumps(one) for one in [*documents, *end])])


def test_findings_are_read_worst_first() -> None:
    """Mandatory ones, then by resource."""
    verdicts = read_verdicts(events(ADVICE, MANDATORY))
    assert verdicts == Verdicts((MANDATORY, ADVICE))
    assert verdicts.mandatory == (MANDATORY,)


def test_an_analysis_that_did_not_end_says_nothing() -> None:
    """Which is not the same as no findings."""
    assert read_verdicts(events(MANDATORY, ended=False)) is None
    assert read_verdicts("") is None


def test_one_line_tells_how_many() -> None:
    """To repair, and to consider."""
    assert [told(Verdicts(one)) for one in ((), (ADVICE,), (MANDATORY,), (MANDATORY, ADVICE))] == [
        "no findings",
        "1 to consider",
        "1 to repair",
        "1 to repair, 1 to consider",
    ]


def test_the_list_names_resource_and_remedy() -> None:
    """The whole text."""
    assert listed(Verdicts((MANDATORY, ADVICE))) == (
        "  [mandatory] b: Title\n    [high] privileged: it is.\n    Fix: don't.\n"
        "  [advisory] a: Title\n    [low] other: it is."
    )
