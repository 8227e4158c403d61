"""Each folder of cases, and what holds for all of them."""

from collections.abc import Iterator

import jsonpatch
import pytest
import yaml

from drift.compare import compare
from drift.model import Class, Data, Desired, Difference, Key
from drift.pairing import key_of, pair
from drift.patch import adopt, revert
from drift.plain import plain
from tests.drift.case import Case, cases, said

ALL = cases()
EACH = pytest.mark.parametrize("case", ALL, ids=[one.folder.name for one in ALL])


@EACH
def test_case(case: Case) -> None:
    """Every difference with its values and its manager, and no other; the same for every fault."""
    assert said(case.report()) == case.expected


@EACH
def test_every_failing_difference_has_its_ways_out(case: Case) -> None:
    """A suggestion for all; for those that fail a waiver that would excuse exactly them."""
    for one in case.report().differences:
        assert one.suggestion
        assert one.reason
        if one.fails:
            assert one.ways.revert
            (waiver,) = yaml.safe_load(one.ways.ignore)
            assert {"rule", "match", "reason", "owner", "expires"} == set(waiver)


def drifted(case: Case) -> Iterator[tuple[Desired, Key, Data, list[Difference]]]:
    """The declared objects that drifted, their live ones, and what differs."""
    live = pair(case.desired, case.live)
    report = compare(case.desired, live, case.context)
    for one in case.desired:
        key = key_of(one.object)
        there = live.get(key) if key else None
        mine = [d for d in report.differences if d.object == str(key) and d.cls is Class.DRIFT]
        if key is not None and there is not None and mine:
            yield one, key, there, mine


@EACH
def test_the_patch_takes_all_drift_back(case: Case) -> None:
    """Applied by a library that is not ours, it leaves no drift but what it says it left out."""
    for one, key, there, mine in drifted(case):
        patch = revert(one, there, mine, secrets=True)
        reverted = jsonpatch.apply_patch(plain(there), list(patch.operations))
        after = compare([one], {**pair(case.desired, case.live), key: reverted}, case.context)
        left = [d for d in after.differences if d.cls is Class.DRIFT]
        assert len(left) == len(patch.left_out), (patch, left)


@EACH
def test_what_is_adopted_is_no_drift_any_more(case: Case) -> None:
    """The other way round: the declared object with the live values."""
    for one, key, there, mine in drifted(case):
        patch = adopt(one, there, mine, secrets=True)
        adopted = jsonpatch.apply_patch(plain(one.object), list(patch.operations))
        after = compare([type(one)(adopted, last=one.last)], {key: there}, case.context)
        left = [d for d in after.differences if d.cls is Class.DRIFT]
        assert len(left) <= len(patch.left_out), (patch, left)


def test_there_are_enough_that_must_be_silent() -> None:
    """False drift is what makes people look away: at least forty cases guard against it."""
    silent = [one for one in ALL if not one.expected["differences"]]
    assert len(silent) >= 40
    assert len(ALL) >= 100
