"""What a recorded look for drift adds to a resource."""

from typing import Any

import pytest

from policies.pack.inspections import with_mark
from policies.rules.unknown import Unknown
from policies.rules.workload.drift import DRIFT_MARKER

MARK = {DRIFT_MARKER: "spec.replicas, by kubectl-scale"}


@pytest.mark.parametrize(
    ("metadata", "marked"),
    [
        (None, {"annotations": MARK}),
        ({"name": "web"}, {"name": "web", "annotations": MARK}),
        ({"annotations": {"a": "b"}}, {"annotations": {"a": "b", **MARK}}),
    ],
)
def test_the_mark_joins_what_is_there(metadata: Any, marked: Any) -> None:
    """Nothing else changes."""
    change = MARK[DRIFT_MARKER]
    assert with_mark({"kind": "Deployment", "metadata": metadata}, change) == {
        "kind": "Deployment",
        "metadata": marked,
    }


@pytest.mark.parametrize("place", ["metadata", "annotations"])
def test_what_is_not_known_stays_unknown(place: str) -> None:
    """A mark in its place would let other rules pass."""
    unknown = Unknown(place)
    metadata = unknown if place == "metadata" else {"annotations": unknown}
    data = {"metadata": metadata}
    assert with_mark(data, "spec.replicas") is data
