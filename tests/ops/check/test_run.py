"""A whole check, without files: verdicts, waivers, annotations, baseline, exit code."""

import json
from dataclasses import replace
from datetime import date

import pytest

from ops.check.baseline import baseline, read_baseline
from ops.check.checked_file import BadFile
from ops.check.finding import Report
from ops.check.levels import Level
from ops.check.reading.found import Trouble
from ops.check.reading.yaml import read_yaml
from ops.check.run import Terms, check, exit_code
from ops.check.selection import select
from ops.check.waivers import Waiver, read_waivers
from ops.exits import Exit
from ops.report.check.json import as_json
from policies.rules.model import Verdict

from .rules import DEPLOYMENT, RULES

TODAY = date(2026, 11, 23)
ALL = select(RULES, ("restricted",))


def run(text: str = DEPLOYMENT, **terms: object) -> Report:
    """Check a text on the tests' own rules."""
    return check(read_yaml(text, "web.yaml"), Terms(ALL, TODAY, **terms))  # type: ignore[arg-type]


def waivers(rule: str, expires: date) -> list[Waiver]:
    """One waiver for everything called web."""
    text = f"- {{rule: {rule}, match: {{name: web}}, reason: r, owner: o, expires: {expires}}}"
    return read_waivers(text, "waivers.yaml", RULES, TODAY)


def verdicts(report: Report) -> list[tuple[str, str, str, str, int, bool]]:
    """What matters of each finding."""
    return [
        (one.rule.id, one.verdict.value, one.container, one.path, one.line, one.open)
        for one in report.findings
    ]


IMAGE = ("image-fixed", "fail", "server", "spec.template.spec.containers[0].image", 12)
PROXY = ("image-fixed", "pass", "proxy", "spec.template.spec.containers[1]", 13, False)
REPLICAS = ("replicas-enough", "fail", "", "spec.replicas", 7)


def test_every_rule_on_every_object() -> None:
    """Passes are there, too; each finding has the line of its own path."""
    report = run()
    assert sorted(verdicts(report)) == [(*IMAGE, True), PROXY, (*REPLICAS, True)]
    assert {one.object for one in report.findings} == {"Deployment/shop/web"}
    assert (report.objects, report.troubles) == (1, [])


def test_settings() -> None:
    """A rule's own settings are those that were configured."""
    report = run(settings={"replicas-enough": {"minimum": 1}})
    assert [one.verdict for one in report.findings if one.rule.id == "replicas-enough"] == [
        Verdict.PASS
    ]


def test_a_waived_finding_stays_visible() -> None:
    """It is there, with its excuse, and is not open."""
    report = run(waivers=waivers("image-fixed", date(2027, 1, 1)))
    assert sorted(verdicts(report)) == [(*IMAGE, False), PROXY, (*REPLICAS, True)]
    assert [one.excuse for one in report.findings if one.excuse] == [
        ("r", "waivers.yaml:1", "o", "2027-01-01", False)
    ]
    assert report.troubles == []


@pytest.mark.parametrize(
    ("rule", "expires", "message", "count"),
    [
        (
            "image-fixed",
            date(2026, 11, 22),
            "the waiver of image-fixed expired on 2026-11-22: its findings are open again",
            2,
        ),
        (
            "image-fixed",
            date(2026, 11, 23),
            "the waiver of image-fixed expires on 2026-11-23, in 0 days (owner: o)",
            1,
        ),
        (
            "image-fixed",
            date(2026, 12, 7),
            "the waiver of image-fixed expires on 2026-12-07, in 14 days (owner: o)",
            1,
        ),
        ("image-fixed", date(2026, 12, 8), "", 1),
    ],
)
def test_the_end_of_a_waiver(rule: str, expires: date, message: str, count: int) -> None:
    """Its last day counts; two weeks before, it is announced; a day after, it is over."""
    report = run(waivers=waivers(rule, expires))
    said = [Trouble("waivers.yaml", 1, message, broken=False)] if message else []
    assert report.troubles == said
    assert sum(one.open for one in report.findings) == count


def test_a_stale_waiver() -> None:
    """One that nothing needs is said to be; not where its rule was not asked."""
    text = DEPLOYMENT.replace(":latest", ":1.2")
    stale = waivers("image-fixed", date(2027, 1, 1))
    assert run(text, waivers=stale).troubles == [
        Trouble("waivers.yaml", 1, "nothing needs the waiver of image-fixed: remove it", False)
    ]
    only = Terms(select(RULES, ids=("replicas-enough",)), TODAY, waivers=stale)
    assert check(read_yaml(text, "web.yaml"), only).troubles == []


def annotated(rule: str, reason: str) -> str:
    """The deployment with an annotation in place."""
    return DEPLOYMENT.replace(
        "  namespace: shop\n",
        f"  namespace: shop\n  annotations:\n    shipshape.dev/waive.{rule}: {reason}\n",
    )


def test_waived_in_place() -> None:
    """An annotation excuses the findings of a rule that allows it."""
    report = run(annotated("image-fixed", "The vendor has no other tag."))
    assert [one.excuse for one in report.findings if one.excuse] == [
        (
            "The vendor has no other tag.",
            "Deployment/shop/web: metadata.annotations",
            "",
            "",
            True,
        )
    ]


@pytest.mark.parametrize(
    ("rule", "reason", "message"),
    [
        (
            "replicas-enough",
            "because",
            "replicas-enough can't be waived by an annotation: write it in waivers.yaml",
        ),
        ("image-fixed", "''", "shipshape.dev/waive.image-fixed has to say the reason"),
        ("image-fixed", "5", "shipshape.dev/waive.image-fixed has to say the reason"),
    ],
)
def test_not_waived_in_place(rule: str, reason: str, message: str) -> None:
    """Other rules don't, and a reason is needed: the finding stays open, and it is said."""
    report = run(annotated(rule, reason))
    assert [one.message for one in report.troubles] == [f"Deployment/shop/web: {message}"]
    assert sum(one.open for one in report.findings) == 2


def test_a_baseline_only_shrinks() -> None:
    """Known findings don't count; new ones do, and are never added to it."""
    first = baseline(run().findings, "b.json", None)
    known = read_baseline(first, "b.json")
    again = run(known=known, baseline="b.json")
    assert [one.open for one in again.findings] == [False, False, False]
    mended = run(DEPLOYMENT.replace("replicas: 1", "replicas: 2"), known=known, baseline="b.json")
    assert mended.troubles == [
        Trouble(
            "b.json", 0, "1 of its findings are gone: --write-baseline takes them out", broken=False
        )
    ]
    worse = DEPLOYMENT.replace("replicas: 1", "replicas: 2").replace("proxy:1.4", "proxy:latest")
    report = run(worse, known=known, baseline="b.json")
    assert [
        (one.container, one.open) for one in report.findings if one.verdict is Verdict.FAIL
    ] == [
        ("server", False),
        ("proxy", True),
    ]
    second = read_baseline(baseline(report.findings, "b.json", known), "b.json")
    assert (sum(known.values()), sum(second.values())) == (2, 1)
    assert second <= known


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "b.json: this is no baseline: make one with --write-baseline in its place"),
        ("[]", "b.json: this is no baseline: make one with --write-baseline in its place"),
        ('{"version": 2}', "b.json: this is version 2, not 1"),
    ],
)
def test_no_baseline(text: str, message: str) -> None:
    """What is no baseline is refused."""
    with pytest.raises(BadFile) as bad:
        read_baseline(text, "b.json")
    assert str(bad.value) == message


UNKNOWN = DEPLOYMENT.replace("replicas: 1", "replicas: many").replace(":latest", ":1")


@pytest.mark.parametrize(
    ("unknown", "fail_on", "code"),
    [
        ("warn", Level.ERROR, Exit.FINE),
        ("warn", Level.WARNING, Exit.FINDINGS),
        ("fail", Level.ERROR, Exit.FINDINGS),
        ("ignore", Level.NOTE, Exit.FINE),
    ],
)
def test_unknown_never_passes(unknown: str, fail_on: Level, code: Exit) -> None:
    """What a rule could not decide is a warning, an error or nothing, as asked."""
    report = run(UNKNOWN, unknown=unknown)
    assert [one.verdict for one in report.findings if one.open] == [Verdict.UNKNOWN]
    assert exit_code(report, fail_on, unknown) is code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DEPLOYMENT, Exit.FINDINGS),
        (DEPLOYMENT + "---\na: [", Exit.FINDINGS),
        ("a: [", Exit.USAGE),
        ("kind: A", Exit.FINE),
    ],
)
def test_exit_code(text: str, code: Exit) -> None:
    """Findings come first; input that can't be read is not fine either."""
    assert exit_code(run(text), Level.ERROR, "warn") is code


def test_a_baseline_does_not_know_the_unknown() -> None:
    """What could not be decided is not accepted with what failed."""
    assert json.loads(baseline(run(UNKNOWN).findings, "b.json", None))["findings"] == []


def test_the_argument_of_the_owner_is_named() -> None:
    """Where a component made the object, its argument is what to change."""
    one = run().findings[0]._replace(rule=replace(RULES["image-fixed"], argument="image"))
    assert one.remediation == "Pin the image."
    owned = one._replace(owner="KubernetesService web")
    assert owned.remediation == "Change `image` of KubernetesService web: Pin the image."
    [written] = json.loads(as_json(Report([owned])))["results"]
    assert (written["owner"], written["remediation"]) == (owned.owner, owned.remediation)
