"""What holds for any object: silence for the same, a word for every change, no crash on garbage."""

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from drift.compare import compare
from drift.kubernetes.autoscaling import KINDS
from drift.kubernetes.preparing import prepared
from drift.model import Desired, Report
from drift.pairing import key_of
from drift.plain import plain
from tests.drift.case import NOW, Case, cases

ALL = cases()
SAME = [one for one in ALL if not one.expected["differences"] and not one.expected["faults"]]
SEED = 20261201
GARBAGE: tuple[Any, ...] = (
    None,
    "",
    "text",
    -1,
    1e400,
    True,
    [],
    {},
    [None],
    [[]],
    [{}],
    {"name": {}},
    {"": ""},
    {1: 2, None: 3},
    NOW,
    b"bytes",
    ("a", 1),
)

Place = tuple[Any, ...]


def _compare(desired: Any, live: Any, case: Case) -> Report:
    """One declared object against one live one, known by the key of either."""
    key = key_of(desired) or key_of(live)
    return compare([Desired(desired)], {key: live} if key else {}, case.context)


def _pairs() -> Iterator[tuple[Case, Any, Any]]:
    for case in SAME:
        if len(case.desired) == len(case.live) == 1:
            yield case, case.read("desired")[0], case.live[0]


def _leaves(node: Any, place: Place = ()) -> Iterator[Place]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _leaves(value, (*place, index))
    else:
        yield place


def _with(node: Any, place: Place, value: Any) -> Any:
    """A copy with another value in one place."""
    found = copy.deepcopy(node)
    inner = found
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return found


def _at(node: Any, place: Place) -> Any:
    for step in place:
        node = node[step]
    return node


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return "bm90IHRoZSBzYW1l" if not isinstance(value, str) else f"1{value}"


@pytest.mark.parametrize("case", ALL, ids=[one.folder.name for one in ALL])
def test_an_object_does_not_differ_from_itself(case: Case) -> None:
    """Neither what is declared nor what is live."""
    for one in (*case.read("desired"), *case.live):
        key = key_of(one)
        assert key is not None
        same = compare([Desired(one, last=one)], {key: one}, replace(case.context, unmanaged=False))
        kept = [found for found in same.differences if "deletionTimestamp" not in found.path]
        assert kept == []


@pytest.mark.parametrize("case", ALL, ids=[one.folder.name for one in ALL])
def test_preparing_twice_changes_nothing_more(case: Case) -> None:
    """Neither making an object plain nor bringing it into its current version."""
    for one in (*case.read("desired"), *case.live):
        once = prepared(plain(one))
        assert plain(plain(one)) == plain(one)
        if once.get("apiVersion") == one.get("apiVersion") and "v1beta1" not in str(one):
            assert prepared(once) == once


_UNCOMPARED = {"apiVersion", "kind", "name", "namespace", "creationTimestamp", "status"}


def _is_compared(place: Place) -> bool:
    """Names, versions and the status are not compared, nor what no API has."""
    if place[0] in ("apiVersion", "kind", "status") or str(place[0]).startswith("__"):
        return False
    if place[0] == "metadata" and place[1] not in ("labels", "annotations", "finalizers"):
        return False
    text = ".".join(map(str, place))
    quiet = (
        "creationTimestamp",
        "pulumi.com/",
        "last-applied",
        "deployment.kubernetes.io/",
        "volumeClaimTemplates.0.kind",
        "volumeClaimTemplates.0.apiVersion",
        "plaintext",
        "4dabf",
        "managedFields",
    )
    return not any(one in text for one in quiet)


def test_no_declared_field_is_blind() -> None:
    """Change any one declared value: there is a word of it. Nothing is compared by accident."""
    blind = []
    tried = 0
    for case, desired, live in _pairs():
        if "aggregated" in case.folder.name or "old-version" in case.folder.name:
            continue
        for place in _leaves(desired):
            value = _at(desired, place)
            if value in (None, "") or not _is_compared(place):
                continue
            tried += 1
            report = _compare(_with(desired, place, _other(value)), live, case)
            if not report.differences and not report.faults:
                blind.append((case.folder.name, place, value))
    assert blind == []
    assert tried > 500


def _shuffle(node: Any, dice: random.Random, name: str = "") -> None:
    """Put every list of items with names into another order."""
    if isinstance(node, dict):
        for key, value in node.items():
            _shuffle(value, dice, key)
    elif isinstance(node, list):
        if name in _NAMED and all(isinstance(one, dict) for one in node):
            dice.shuffle(node)
        for one in node:
            _shuffle(one, dice)


_NAMED = {
    "containers",
    "env",
    "metrics",
    "ports",
    "rules",
    "subjects",
    "tolerations",
    "volumeMounts",
    "volumes",
    "webhooks",
}
_BY_ORDER = ("MutatingWebhookConfiguration", "HTTPRoute", "Job", "FlowSchema")
"""Kinds with rules that mean something by their order."""


def test_lists_with_names_are_read_in_any_order() -> None:
    """However the live lists of containers, variables, ports and so on are shuffled."""
    dice = random.Random(SEED)  # noqa: S311  # the same dice in every run
    for case, desired, live in _pairs():
        if desired["kind"] in _BY_ORDER or case.folder.name == "same-variable-twice":
            continue
        for _ in range(3):
            other = copy.deepcopy(live)
            _shuffle(other, dice)
            assert _compare(desired, other, case).differences == (), case.folder.name


@pytest.mark.parametrize("side", [0, 1], ids=["declared", "live"])
def test_garbage_is_never_more_than_a_sentence(side: int) -> None:
    """Anything in any place, on either side: no exception, and every sentence names its object."""
    dice = random.Random(SEED + side)  # noqa: S311
    pairs = list(_pairs())
    for _ in range(3000):
        case, *objects = dice.choice(pairs)
        place = dice.choice(list(_leaves(objects[side])))
        place = place[: dice.randint(1, len(place))]
        objects[side] = _with(objects[side], place, dice.choice(GARBAGE))
        report = _compare(objects[0], objects[1], case)
        json.dumps([[str(d.cls), d.desired, d.live, d.path] for d in report.differences])
        key = str(key_of(objects[0]))
        assert all(one.startswith((key, "declared object 1")) for one in report.faults)


def test_broken_autoscalers_scale_nothing() -> None:
    """Garbage in an autoscaler: the number it would have excused is judged all the same."""
    dice = random.Random(SEED)  # noqa: S311
    scaled = [one for one in ALL if len(one.live) == 2 and one.live[1]["kind"] in KINDS]
    assert len(scaled) > 5
    read = [(one, one.desired[0], one.live) for one in scaled]
    for _ in range(500):
        case, desired, (workload, autoscaler) = dice.choice(read)
        place = dice.choice(list(_leaves(autoscaler)))
        place = place[: dice.randint(1, len(place))]
        broken = _with(autoscaler, place, dice.choice(GARBAGE))
        key = key_of(desired.object)
        assert key is not None
        context = replace(case.context, autoscalers=[broken])
        report = compare([desired], {key: workload}, context)
        assert len(report.differences) == 1


def test_nothing_nests_too_deeply() -> None:
    """An object of a thousand levels is one sentence, on either side."""
    deep: Any = "end"
    for _ in range(1000):
        deep = {"a": [deep]}
    object_ = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}}
    key = key_of(object_)
    assert key is not None
    case = ALL[0]
    for desired, live in (
        ({**object_, "spec": deep}, object_),
        (object_, {**object_, "spec": deep}),
    ):
        report = compare([Desired(desired)], {key: live}, case.context)
        assert report.faults == ("Widget//w: it is nested deeper than 100 levels",)
    nested: Any = "end"
    for _ in range(45):
        nested = {"a": [nested]}
    report = compare(
        [Desired({**object_, "spec": nested})], {key: {**object_, "spec": nested}}, case.context
    )
    assert report == Report(compared=1)
