"""Which waivers are in force, and what they cover."""

import json
from datetime import date
from typing import Any

import pytest

from policies.pack.waivers import Waiver, read_waivers
from policies.rules import registered
from policies.rules.model import Result, Verdict
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import Object

TODAY = date(2026, 11, 23)
WAIVER = {
    "rule": "privileged",
    "match": {"name": "agent-*"},
    "reason": "needs the node",
    "owner": "platform",
    "expires": "2027-01-31",
}
READ = Waiver("privileged", {"name": "agent-*"}, "needs the node", "platform", date(2027, 1, 31))
INVALID = "waivers.yaml: waiver 1 is not valid: `shipshape check` says why"


def read(*waivers: Any) -> tuple[list[Waiver], list[str]]:
    """What is in force of these."""
    return read_waivers(json.dumps(waivers), {"privileged"}, TODAY)


def test_a_list_or_a_list_below_a_key() -> None:
    """As the check takes it; an expired one is silently over."""
    assert read(WAIVER) == ([READ], [])
    assert read_waivers(json.dumps({"waivers": [WAIVER]}), {"privileged"}, TODAY) == ([READ], [])
    assert read({**WAIVER, "expires": "2026-11-22"}) == ([], [])
    assert read_waivers("", {"privileged"}, TODAY) == ([], [])
    assert read_waivers("[", {"privileged"}, TODAY)[1] == [
        "waivers.yaml is no YAML: `shipshape check` says where"
    ]


def test_what_is_drifts_is_passed_over() -> None:
    """`shipshape drift` reads its entries itself: no fault, and no finding excused."""
    drift = {**WAIVER, "rule": "drift", "match": {"path": "spec.replicas", "manager": "kubectl*"}}
    assert read(drift, WAIVER) == ([READ], [])


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "no-such"},
        {"match": {}},
        {"match": {"nmae": "x"}},
        {"match": {"name": 3}},
        {"reason": " "},
        {"owner": None},
        {"expires": "never"},
        {"expires": "2029-01-01"},
        {"more": "x"},
    ],
)
def test_a_faulty_one_excuses_nothing(change: dict[str, Any]) -> None:
    """And is named."""
    assert read({**WAIVER, **change}) == ([], [INVALID])


@pytest.mark.parametrize("waiver", [None, "x", [], {"rule": "privileged"}])
def test_something_else_is_no_waiver(waiver: Any) -> None:
    """Whatever it is."""
    assert read(waiver) == ([], [INVALID])


def test_what_it_covers() -> None:
    """The rule's findings on what matches every field."""
    rule, other = registered()["privileged"], registered()["host-path"]
    pod = Object({"kind": "Pod", "metadata": {"name": "agent-1", "namespace": "kube"}})
    resource = Resource("aws:lambda/function:Function", {}, "agent-2")
    covered = [
        READ.covers(Result(asked, Verdict.FAIL, subject, "c"))
        for asked, subject in ((rule, pod), (other, pod), (rule, resource))
    ]
    assert covered == [True, False, True]
