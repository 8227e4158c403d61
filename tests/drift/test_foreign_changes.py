"""Changes past the program on a real API server, each named with its path, class and manager."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from drift.compare import compare
from drift.context import Context
from drift.model import Desired, Difference, Report
from drift.pairing import pair
from tests.cluster.kubectl import Kubectl
from tests.drift.foreign_changes import CHANGES, OURS, Change, declared

pytestmark = pytest.mark.cluster

KINDS = "deployment,secret,configmap,service,role,rolebinding"


def _report(kubectl: Kubectl, objects: list[dict[str, Any]], *extra: str) -> Report:
    """What differs between what is declared and what kubectl reads."""
    read = kubectl("get", ",".join((KINDS, *extra)), "-o", "json", "--show-managed-fields")
    live = json.loads(read)["items"]
    desired = [Desired(one, last=one) for one in objects]
    return compare(desired, pair(desired, live), Context(now=datetime.now(UTC)))


def _apply(kubectl: Kubectl, objects: list[dict[str, Any]]) -> None:
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})
    kubectl("apply", "--server-side", f"--field-manager={OURS}", "-f", "-", stdin=listed)


def _placed(kubectl: Kubectl, change: Change) -> dict[str, Any]:
    one = declared(change)
    return {**one, "metadata": {**one["metadata"], "namespace": kubectl.namespace}}


def _said(found: Difference) -> tuple[str, str, str]:
    return found.path, str(found.cls), found.manager


def test_each_change_is_named(kubectl: Kubectl) -> None:
    """No difference after applying; then one for each change, and none beside it."""
    objects = [_placed(kubectl, change) for change in CHANGES]
    _apply(kubectl, objects)
    before = _report(kubectl, objects)
    assert (before.differences, before.faults) == ((), ())

    for change in CHANGES:
        for command in change.commands:
            kubectl(*(part.replace("{}", f"{change.kind}/{change.name}") for part in command))

    after = _report(kubectl, objects)
    named: dict[str, list[tuple[str, str, str]]] = {change.name: [] for change in CHANGES}
    for one in after.differences:
        named[one.object.rpartition("/")[2]].append(_said(one))
    assert named == {one.name: [(one.path, one.cls, one.manager)] for one in CHANGES}
    assert after.faults == ()
    assert "not-a-real-password" not in repr(after)
