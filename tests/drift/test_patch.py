"""Patches by RFC 6902: exact operations, in the order they have to be applied."""

from dataclasses import replace
from typing import Any

import jsonpatch

from drift.compare import compare
from drift.context import Context
from drift.model import Desired, Difference
from drift.pairing import pair
from drift.patch import Patch, adopt, revert
from tests.drift.case import CASES, NOW, Case

STRICT = Context(now=NOW, strict=True)


def _role(*rules: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {
        "apiVersion": "example.com/v1",
        "kind": "Widget",
        "metadata": {"name": "w", "namespace": "shop", **metadata},
        "spec": {"items": list(rules)},
    }


def _pod(containers: list[dict[str, Any]], **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "p", "namespace": "shop"},
        "spec": {"containers": containers, **spec},
    }


def _differences(desired: Desired, live: dict[str, Any]) -> tuple[Difference, ...]:
    return compare([desired], pair([desired], [live]), STRICT).differences


def _reverted(declared: dict[str, Any], live: dict[str, Any]) -> tuple[Patch, Any]:
    desired = Desired(declared)
    patch = revert(desired, live, _differences(desired, live))
    return patch, jsonpatch.apply_patch(live, list(patch.operations))


def test_places_are_those_of_the_live_list() -> None:
    """The live list has another order and an item more: pointers count there."""
    declared = _pod([{"name": "a", "image": "a:1"}, {"name": "b", "image": "b:1"}])
    live = _pod(
        [
            {"name": "spy", "image": "s:1"},
            {"name": "b", "image": "b:2"},
            {"name": "spy2", "image": "s:1"},
            {"name": "a", "image": "a:1"},
        ]
    )
    patch, reverted = _reverted(declared, live)
    assert patch == Patch(
        (
            {"op": "replace", "path": "/spec/containers/1/image", "value": "b:1"},
            {"op": "remove", "path": "/spec/containers/2"},
            {"op": "remove", "path": "/spec/containers/0"},
        )
    )
    assert [one["name"] for one in reverted["spec"]["containers"]] == ["b", "a"]


def test_names_are_escaped() -> None:
    """A slash and a tilde in a key are part of it."""
    declared = _role(labels={"example.com/a~b": "1"})
    patch, reverted = _reverted(declared, _role(labels={"example.com/a~b": "2"}))
    assert patch.operations == (
        {"op": "replace", "path": "/metadata/labels/example.com~1a~0b", "value": "1"},
    )
    assert reverted == declared


def test_what_lies_around_it_is_made_first() -> None:
    """The live object has neither labels nor variables."""
    declared = _pod([{"name": "a", "image": "a:1", "env": [{"name": "M", "value": "1"}]}])
    declared["metadata"]["labels"] = {"team": "shop"}
    patch, reverted = _reverted(declared, _pod([{"name": "a", "image": "a:1"}]))
    assert patch.operations == (
        {"op": "add", "path": "/metadata/labels", "value": {}},
        {"op": "add", "path": "/metadata/labels/team", "value": "shop"},
        {"op": "add", "path": "/spec/containers/0/env", "value": []},
        {"op": "add", "path": "/spec/containers/0/env/-", "value": {"name": "M", "value": "1"}},
    )
    assert reverted == declared


def test_ends_of_ordered_lists() -> None:
    """Two items more, and two less: places hold only until something before is removed."""
    short, long = _role({"a": 1}), _role({"a": 1}, {"b": 2}, {"c": 3})
    patch, reverted = _reverted(short, long)
    assert [one["path"] for one in patch.operations] == ["/spec/items/2", "/spec/items/1"]
    assert reverted == short
    _, reverted = _reverted(long, short)
    assert reverted == long


def test_what_others_injected_stays() -> None:
    """The order of our init containers is put back around theirs."""
    declared = _pod([], initContainers=[{"name": "one"}, {"name": "two"}])
    live = _pod([], initContainers=[{"name": "two"}, {"name": "istio-init"}, {"name": "one"}])
    desired = Desired(declared)
    drift = [one for one in _differences(desired, live) if one.fails]
    patch = revert(desired, live, drift)
    reverted = jsonpatch.apply_patch(live, list(patch.operations))
    names = [one["name"] for one in reverted["spec"]["initContainers"]]
    assert names == ["one", "istio-init", "two"]


def test_secrets_are_left_out_unless_asked_for() -> None:
    """By name, with a reason; asked for, the value is put back."""
    case = Case(CASES / "changed-secret-masked")
    (desired,), (live,) = case.desired, case.live
    differences = case.report().differences
    patch = revert(desired, live, differences)
    assert patch == Patch(
        left_out=("Secret/shop/keys data.password: it is a secret, which no patch shows",)
    )
    patch = revert(desired, live, differences, secrets=True)
    assert [one["path"] for one in patch.operations] == ["/data/password"]


def test_whole_objects_are_not_patched() -> None:
    """One that is missing, or that somebody is deleting."""
    case = Case(CASES / "missing-object")
    patch = revert(case.desired[0], {}, case.report().differences)
    assert patch.left_out == (
        "Deployment/shop/web: a whole object is made or deleted, not patched",
    )
    case = Case(CASES / "changed-being-deleted")
    patch = revert(case.desired[0], case.live[0], case.report().differences)
    assert patch.left_out == (
        "Deployment/shop/web metadata.deletionTimestamp: a deletion can't be taken back",
    )


def test_adopting_is_the_other_way_round() -> None:
    """The declared object, as it is written, with the live values: in its own order."""
    declared = _pod([{"name": "a", "image": "a:1"}, {"name": "b", "image": "b:1"}])
    live = _pod([{"name": "b", "image": "b:2"}, {"name": "a", "image": "a:1"}])
    desired = Desired(declared)
    patch = adopt(desired, live, _differences(desired, live))
    assert patch.operations == (
        {"op": "replace", "path": "/spec/containers/1/image", "value": "b:2"},
    )


def test_an_old_version_is_not_patched_blindly() -> None:
    """Its fields stand elsewhere."""
    case = Case(CASES / "same-ingress-of-an-old-version")
    (desired,), (live,) = case.desired, case.live
    live["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]["name"] = "evil"
    differences = compare([desired], pair([desired], [live]), STRICT).differences
    (sentence,) = adopt(desired, live, differences).left_out
    assert sentence.endswith(
        "the object is of an old API version: write it in the current one first"
    )


def test_a_difference_is_patched_once() -> None:
    """Two differences of one list are one operation."""
    case = Case(CASES / "changed-rule")
    (desired,), (live,) = case.desired, case.live
    (found,) = case.report().differences
    patch = revert(desired, live, [found, replace(found, path="rules[0].resources")])
    assert [one["path"] for one in patch.operations] == ["/rules"]
