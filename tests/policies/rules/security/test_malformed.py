"""Security rules on manifests that are not quite Kubernetes."""

from typing import Any

import pytest

from policies.rules import registered
from policies.rules.judge import judge_world
from policies.rules.model import Verdict
from policies.rules.subjects import Object, World

RULES = [one for one in registered().values() if "security" in one.tags]
ODD: tuple[Any, ...] = (None, "", 0, 5, True, [], {}, "x", [None], ["x"], [5], [{}], 1.5, [[]])
FIELDS = ("capabilities", "seccompProfile", "seLinuxOptions", "windowsOptions", "runAsUser")


def verdicts(pod: dict[str, Any], kind: str = "Pod") -> dict[str, set[Verdict]]:
    """The verdicts of every security rule on a pod."""
    found: dict[str, set[Verdict]] = {}
    world = World((Object({"kind": kind, "metadata": {"name": "web"}, **pod}),))
    for one in judge_world(RULES, world):
        found.setdefault(one.rule.id, set()).add(one.verdict)
    return found


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_any_value_anywhere(value: Any) -> None:
    """Whatever stands in a field, every rule has a verdict of its own."""
    pods: list[dict[str, Any]] = [{"spec": value}, {"spec": {"containers": value}}]
    pods += [{"spec": {"securityContext": {one: value}, "containers": [{}]}} for one in FIELDS]
    pods += [{"spec": {"containers": [{"securityContext": {one: value}}]}} for one in FIELDS]
    pods += [
        {"spec": {"containers": [{"securityContext": {"capabilities": {"drop": value}}}]}},
        {"spec": {"containers": [{"ports": value, "volumeMounts": value}], "volumes": value}},
        {"metadata": {"annotations": value}, "spec": {"containers": [{}]}},
    ]
    for pod in pods:
        assert {Verdict.UNKNOWN} & set().union(*verdicts(pod).values(), set()) == set(), pod


def test_kind_in_small_letters() -> None:
    """A pod that is spelled `pod` is judged as one."""
    assert verdicts({"spec": {"hostNetwork": True}}, "pod")["host-network"] == {Verdict.FAIL}
