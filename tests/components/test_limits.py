"""Requests and limits."""

import pytest

from components.limits import Limits, limit_problems, resource_requirements
from components.service_plan import plan_service


def _resources(**args: object) -> dict[str, dict[str, str]]:
    return resource_requirements(plan_service("service", args).limits)


def test_an_api_service() -> None:
    """A memory limit, no CPU limit."""
    assert _resources() == {
        "requests": {"cpu": "100m", "memory": "256Mi"},
        "limits": {"memory": "512Mi"},
    }


def test_a_service_that_loads_a_model() -> None:
    """Requests equal limits, so the node never lacks what was promised."""
    assert _resources(preset="model", memory="8Gi", cpu="2") == {
        "requests": {"cpu": "2", "memory": "8Gi"},
        "limits": {"memory": "8Gi", "cpu": "2"},
    }


def test_a_small_limit_lowers_the_default_request() -> None:
    """A request above the limit would be refused."""
    assert _resources(memory="200Mi") == {
        "requests": {"cpu": "100m", "memory": "200Mi"},
        "limits": {"memory": "200Mi"},
    }


def test_gpus() -> None:
    """An extended resource, as a limit."""
    assert _resources(gpus=1) == {
        "requests": {"cpu": "100m", "memory": "256Mi"},
        "limits": {"memory": "512Mi", "nvidia.com/gpu": "1"},
    }


@pytest.mark.parametrize(
    ("limits", "problems"),
    [
        (Limits("512Mi", "256Mi", "100m", "1"), []),
        (
            Limits("12Zi", "-1", "lots", "0"),
            [
                '`memory`: "12Zi" is not a Kubernetes quantity; use e.g. 512Mi',
                '`memory_request`: "-1" is not a Kubernetes quantity; use e.g. 512Mi',
                '`cpu`: "lots" is not a Kubernetes quantity; use e.g. 250m or 1',
                '`cpu_limit`: "0" is no CPU at all; use e.g. 100m',
            ],
        ),
        (
            Limits("512Mi", "1Gi", "2", "500m"),
            [
                (
                    "`memory_request` (1Gi) is above the limit `memory` (512Mi); "
                    "a pod like this is refused"
                ),
                "`cpu` (2) is above the limit `cpu_limit` (500m); a pod like this is refused",
            ],
        ),
        (Limits("512Mi", "256Mi", "1", gpus=-1), ["`gpus` (-1) cannot be negative"]),
    ],
)
def test_contradictions(limits: Limits, problems: list[str]) -> None:
    """Each in one sentence, all at once."""
    assert limit_problems(limits) == problems
