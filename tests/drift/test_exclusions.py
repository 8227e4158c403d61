"""Rules that excuse a difference."""

from datetime import date

import pytest

from drift.exclusions import excuse, matches, read_exclusions
from drift.model import Class, Difference

TODAY = date(2026, 12, 1)
ENTRY = {
    "rule": "drift",
    "match": {"kind": "Deployment", "path": "spec.replicas"},
    "reason": "load test",
    "owner": "team-shop",
    "expires": "2026-12-01",
}
SCALED = Difference("Deployment/shop/web", "spec.replicas", Class.DRIFT, 2, 5, reason="by hand")


def test_an_exclusion_holds_until_the_end_of_its_last_day() -> None:
    """The day it names still counts; the day after it is open again, and says so."""
    exclusions, faults = read_exclusions([ENTRY])
    assert faults == ()
    excused = excuse(SCALED, exclusions, TODAY)
    assert excused.cls is Class.EXCLUDED
    assert excused.reason == "excluded until 2026-12-01 by team-shop: load test"
    over = excuse(SCALED, exclusions, date(2026, 12, 2))
    assert over.cls is Class.DRIFT
    assert over.reason == "by hand; the exclusion by team-shop expired on 2026-12-01"


def test_what_does_not_fail_needs_no_excuse() -> None:
    """An autoscaler's change stays what it is."""
    exclusions, _ = read_exclusions([{**ENTRY, "match": {"kind": "*"}}])
    other = Difference("Deployment/shop/web", "spec.replicas", Class.OWNED_BY_OTHER)
    assert excuse(other, exclusions, TODAY) is other


@pytest.mark.parametrize(
    ("match", "covered"),
    [
        ({"kind": "Deploy*"}, True),
        ({"kind": "Service"}, False),
        ({"namespace": "shop", "name": "web"}, True),
        ({"namespace": "other"}, False),
        ({"path": "spec.*"}, True),
        ({"path": "spec"}, False),
        ({"manager": "kubectl*"}, False),
        ({"class": "drift"}, True),
        ({"name": "w?b"}, True),
    ],
)
def test_match(match: dict[str, str], covered: bool) -> None:
    """Every field that is named has to fit."""
    exclusions, _ = read_exclusions([{**ENTRY, "match": match}])
    assert exclusions[0].covers(SCALED) is covered


def test_resources_of_aws_are_matched_by_type_and_name() -> None:
    """Their kind is the last word of the type."""
    found = Difference("aws:lambda/function:Function/api", "timeout", Class.DRIFT)
    for match in (
        {"kind": "Function", "name": "api"},
        {"type": "aws:lambda/function:Function", "path": "timeout"},
    ):
        exclusions, _ = read_exclusions([{**ENTRY, "match": match}])
        assert exclusions[0].covers(found)


def test_the_name_of_a_resource_may_begin_with_a_slash() -> None:
    """Those of log groups do."""
    match = {"name": "/aws/lambda/chat", "kind": "LogGroup"}
    exclusions, _ = read_exclusions([{**ENTRY, "match": match}])
    name = "aws:cloudwatch/logGroup:LogGroup//aws/lambda/chat"
    found = Difference(name, "retentionInDays", Class.DRIFT, 30, 0)
    assert excuse(found, exclusions, TODAY).cls is Class.EXCLUDED


def test_brackets_are_meant_literally() -> None:
    """A path with an item of a list can be copied from a report."""
    path = "spec.template.spec.containers[name=app].image"
    assert matches(path, path)
    assert not matches(path, "spec.template.spec.containersn.image")
    assert matches("spec.template.spec.containers[name=*].image", path)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("text", "waivers.yaml: waivers[0] has to be a mapping with rule, match"),
        ({**ENTRY, "more": 1}, "waivers.yaml: waivers[0] has an unknown key 'more'"),
        ({**ENTRY, "match": {}}, "waivers.yaml: waivers[0] needs a match with one or more of"),
        ({**ENTRY, "match": {"colour": "red"}}, "waivers.yaml: waivers[0] needs a match"),
        ({**ENTRY, "match": {"kind": 1}}, "waivers.yaml: waivers[0] has a match that is no text"),
        ({**ENTRY, "reason": " "}, "waivers.yaml: waivers[0] has no reason: nobody can decide"),
        ({**ENTRY, "owner": None}, "waivers.yaml: waivers[0] has no owner"),
        ({**ENTRY, "expires": "soon"}, "waivers.yaml: waivers[0] needs a day in expires"),
    ],
)
def test_a_mistake_excuses_nothing(entry: object, sentence: str) -> None:
    """It is one sentence that names its place."""
    exclusions, (fault,) = read_exclusions({"waivers": [entry]})
    assert exclusions == ()
    assert fault.startswith(sentence)


def test_other_rules_and_nothing_at_all() -> None:
    """The file is shared with the check: its rules are its own."""
    assert read_exclusions([{"rule": "image-tag", "anything": "goes"}]) == ((), ())
    assert read_exclusions(None) == ((), ())
    assert read_exclusions({"waivers": None}) == ((), ())
    assert read_exclusions("text") == ((), ("waivers.yaml: waivers have to be a list",))
