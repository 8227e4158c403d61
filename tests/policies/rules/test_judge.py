"""Judging: paths, unknowns, malformed input, and rules that break."""

from collections.abc import Iterator
from typing import Any

import pytest

from policies.rules import registered
from policies.rules.judge import judge_objects, judge_world
from policies.rules.model import Problem, Profile, Rule, Severity, Subject
from policies.rules.subjects import Container, Context, Object, World
from policies.rules.unknown import Unknown


def _rule(check: Any, subject: Subject = Subject.CONTAINER) -> Rule:
    return Rule(
        id="a-rule",
        title="A rule",
        severity=Severity.LOW,
        profile=Profile.BASELINE,
        subject=subject,
        remediation="Do.",
        check=check,
    )


def _named(container: Container, _: Context) -> Iterator[Problem]:
    if container.data.get("image") != "good":
        yield Problem("image", "is not good")


def _deployment(*containers: Any, **spec: Any) -> Object:
    template = {"spec": {"containers": list(containers), **spec}}
    return Object({"kind": "Deployment", "spec": {"template": template}})


def _told(rule: Rule, *objects: Object) -> list[tuple[str, str, str, str]]:
    found = judge_objects([rule], objects)
    return [(str(one.verdict), one.container, one.path, one.message) for one in found]


BASE = "spec.template.spec"


def test_paths() -> None:
    """A result says which container, and where from the root of the object."""
    target = _deployment(
        {"name": "one", "image": "good"},
        {"name": "two", "image": "bad"},
        initContainers=[{"name": "proxy", "restartPolicy": "Always"}, {"name": "first"}],
    )
    assert _told(_rule(_named), target) == [
        ("pass", "one", f"{BASE}.containers[0]", ""),
        ("fail", "two", f"{BASE}.containers[1].image", "is not good"),
        ("fail", "proxy", f"{BASE}.initContainers[0].image", "is not good"),
    ]


def test_unknown() -> None:
    """A value that is not known yet ends unknown, at its own place."""
    target = _deployment({"name": "one", "image": Unknown(f"{BASE}.containers[0].image")})
    assert _told(_rule(_named), target) == [
        ("unknown", "one", f"{BASE}.containers[0].image", "not known yet")
    ]


def test_unknown_containers() -> None:
    """Where the containers themselves are not known, every rule about them is unknown."""
    target = Object({"kind": "Pod", "spec": {"containers": Unknown("spec.containers")}})
    assert _told(_rule(_named), target) == [("unknown", "", "spec.containers", "not known yet")]


def test_unknown_name() -> None:
    """A container whose name is not known yet is judged all the same."""
    target = _deployment({"name": Unknown("name"), "image": "bad"})
    assert _told(_rule(_named), target) == [
        ("fail", "", f"{BASE}.containers[0].image", "is not good")
    ]


def test_a_rule_that_breaks() -> None:
    """It is unknown, it says so, and the others are still asked."""

    def broken(_: Container, __: Context) -> list[Problem]:
        raise KeyError

    target = _deployment({"name": "one", "image": "good"})
    results = judge_objects([_rule(broken), _rule(_named)], [target])
    assert [(str(one.verdict), one.message) for one in results] == [
        ("unknown", "the rule could not judge this: KeyError"),
        ("pass", ""),
    ]


MALFORMED: list[Any] = [None, "text", 7, True, [], [None], ["a"], {}, {"a": None}, [[1]], 1.5]


def _malformed() -> list[Object]:
    fields = ["spec", "metadata"]
    found = [
        Object({"kind": kind, "apiVersion": "v1", field: odd})
        for kind in ("Pod", "Deployment", "CronJob", "Service", "PodDisruptionBudget", "Ingress")
        for field in fields
        for odd in MALFORMED
    ]
    found += [
        Object({"kind": "Pod", "metadata": {"labels": odd}, "spec": {field: odd}})
        for field in ("containers", "initContainers", "volumes", "securityContext", "affinity")
        for odd in MALFORMED
    ]
    found += [
        Object({"kind": "Pod", "metadata": {"name": odd}, "spec": {"containers": [{field: odd}]}})
        for field in _CONTAINER_FIELDS
        for odd in MALFORMED
    ]
    return found + [Object({"kind": odd}) for odd in MALFORMED] + [Object(odd) for odd in MALFORMED]


_CONTAINER_FIELDS = (
    "name",
    "image",
    "ports",
    "env",
    "envFrom",
    "resources",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "lifecycle",
    "securityContext",
    "volumeMounts",
    "command",
    "args",
)


def test_malformed() -> None:
    """Whatever stands where it should not, every rule ends with a verdict of its own."""
    objects = _malformed()
    broken = {
        (one.rule.id, one.message)
        for each in objects
        for one in judge_world(registered().values(), World((each,)))
        if "could not judge" in one.message
    }
    assert broken == set()


def test_malformed_together() -> None:
    """Odd objects do not spoil the look-ups for the others."""
    good = _deployment({"name": "one", "image": "good"})
    results = list(judge_world(registered().values(), World((*_malformed(), good))))
    assert [one for one in results if one.subject is good and "could not" in one.message] == []


@pytest.mark.parametrize("rule", registered().values(), ids=lambda rule: rule.id)
def test_everything_unknown(rule: Rule) -> None:
    """A rule never passes, and never breaks, on an object it knows nothing of."""
    kinds = rule.kinds or {"Deployment"}
    objects = [
        Object({"kind": kind, "metadata": {"name": "api"}, "spec": Unknown("spec")})
        for kind in sorted(kinds)
    ]
    results = list(judge_world([rule], World(tuple(objects))))
    assert [one.message for one in results if "could not judge" in one.message] == []
