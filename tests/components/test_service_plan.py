"""The defaults of DESIGN's table, each a contract."""

from dataclasses import asdict

import pytest

from components.service_plan import plan_service


def test_an_api_service() -> None:
    """Column one, whole."""
    assert asdict(plan_service("service", {"image": "unused"})) == {
        "name": "service",
        "preset": "api",
        "runtime": "node",
        "port": 8080,
        "ready_path": "/health/ready",
        "live_path": "/health/live",
        "timeouts": {
            "startup_budget": 120,
            "startup": {"period": 5, "timeout": 3, "failures": 24},
            "readiness": {"period": 10, "timeout": 3, "failures": 3},
            "liveness": {"period": 20, "timeout": 5, "failures": 3},
            "min_ready": 10,
            "progress_deadline": 300,
            "engine_timeout": 660,
            "pre_stop": 10,
            "longest_stream": 60,
            "grace": 70,
            "first_token": 30,
            "idle_timeout": 120,
        },
        "limits": {
            "memory": "512Mi",
            "memory_request": "256Mi",
            "cpu": "100m",
            "cpu_limit": None,
            "gpus": 0,
        },
        "surge": {"extra": 1, "missing": 0},
        "replicas": 2,
        "scaling": None,
        "model": "offline",
        "cache_paths": (),
        "read_only_root": True,
        "user": 65532,
        "debug": False,
        "service_type": "ClusterIP",
        "node_port": None,
    }


def test_a_service_that_loads_a_model() -> None:
    """Column two, where it differs."""
    args = {"preset": "model", "memory": "8Gi", "cpu": "2", "gpus": 1}
    plan = plan_service("service", args)
    assert asdict(plan.timeouts) == {
        "startup_budget": 600,
        "startup": {"period": 10, "timeout": 5, "failures": 60},
        "readiness": {"period": 10, "timeout": 5, "failures": 3},
        "liveness": {"period": 30, "timeout": 10, "failures": 6},
        "min_ready": 30,
        "progress_deadline": 780,
        "engine_timeout": 1620,
        "pre_stop": 15,
        "longest_stream": 60,
        "grace": 75,
        "first_token": 30,
        "idle_timeout": 600,
    }
    assert asdict(plan.limits) == {
        "memory": "8Gi",
        "memory_request": "8Gi",
        "cpu": "2",
        "cpu_limit": "2",
        "gpus": 1,
    }
    assert asdict(plan.surge) == {"extra": 0, "missing": 1}
    assert not plan.read_only_root


def test_what_follows_from_a_few_facts() -> None:
    """Deadline and grace move with the budget and the longest stream."""
    plan = plan_service("service", {"startup_budget": 240, "longest_stream": 300, "pre_stop": 5})
    assert plan.timeouts.progress_deadline == 420
    assert plan.timeouts.startup.failures == 48
    assert plan.timeouts.grace == 305


def test_an_autoscaler_decides_on_replicas() -> None:
    """The plan's number is the least; the waves are those of the most."""
    plan = plan_service("service", {"autoscaling": {"min_replicas": 3, "max_replicas": 12}})
    assert plan.scaling is not None
    assert asdict(plan.scaling) == {"least": 3, "most": 12, "cpu_percent": 70}
    assert plan.replicas == 3
    assert plan.timeouts.engine_timeout == 12 * 300 + 60


def test_numbers_of_another_language() -> None:
    """Floats that are whole."""
    plan = plan_service("service", {"port": 3000.0, "replicas": 3.0, "node_port": 30080.0})
    assert (plan.port, plan.replicas, plan.node_port) == (3000, 3, 30080)
    assert isinstance(plan.port, int)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"preset": "batch"}, '`preset` ("batch") is not known; use one of api, model'),
        ({"port": 80.5}, "`port`: 80.5 is not a whole number"),
    ],
)
def test_what_cannot_be_planned(args: dict[str, object], sentence: str) -> None:
    """One sentence."""
    with pytest.raises(ValueError, match="is not") as refusal:
        plan_service("service", args)
    assert str(refusal.value) == sentence
