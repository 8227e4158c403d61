"""From a Deployment's own numbers to the seconds that a rollout may take."""

from typing import Any

import pytest

from gate.budgets import batches, total_seconds


def _rolling(replicas: int, surge: object, missing: object) -> dict[str, Any]:
    rolling = {"maxSurge": surge, "maxUnavailable": missing}
    return {
        "replicas": replicas,
        "strategy": {"type": "RollingUpdate", "rollingUpdate": rolling},
        "progressDeadlineSeconds": 300,
    }


@pytest.mark.parametrize(
    ("spec", "wanted"),
    [
        ({}, 1),
        ({"replicas": 0}, 1),
        ({"replicas": 10, "strategy": {"type": "Recreate"}}, 1),
        (_rolling(1, 1, 0), 1),
        (_rolling(4, 1, 0), 4),
        (_rolling(10, 3, 0), 4),
        (_rolling(10, "25%", "25%"), 2),
        (_rolling(10, 0, 0), 10),
    ],
)
def test_batches(spec: dict[str, Any], wanted: int) -> None:
    """Surge is rounded up and unavailable down, as Kubernetes does it."""
    assert batches(spec) == wanted


def test_each_batch_has_the_whole_deadline() -> None:
    """And a minute more, so that the controller speaks first."""
    assert total_seconds({"spec": _rolling(4, 1, 0)}) == 300 * 4 + 60


@pytest.mark.parametrize("deadline", [None, 2**31 - 1])
def test_without_a_deadline(deadline: int | None) -> None:
    """Kubernetes' default stands in, also where the deadline was switched off."""
    assert total_seconds({"spec": {"progressDeadlineSeconds": deadline}}) == 660


def test_a_deployment_without_a_spec() -> None:
    """Nothing raises on odd input."""
    assert total_seconds({}) == 660
