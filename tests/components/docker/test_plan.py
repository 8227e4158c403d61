"""Every number of a container, decided from a few facts."""

from dataclasses import replace
from typing import Any

import pytest

from components.docker.plan import ContainerPlan, plan_container
from components.presets import ProbeTimes

DEFAULT = ContainerPlan(
    name="service",
    runtime="node",
    port=8080,
    host_port=8080,
    host_ip="127.0.0.1",
    ready_path="/health/ready",
    live_path="/health/live",
    health_command=(),
    health=ProbeTimes(period=10, timeout=3, failures=3),
    startup_budget=120,
    longest_stream=60,
    pre_stop=0,
    grace=65,
    memory="512Mi",
    cpu=None,
    cpu_limit=None,
    restart="unless-stopped",
    max_retries=None,
    model="offline",
    cache_paths=(),
    read_only_root=True,
    user=65532,
    log_max_size="10m",
    log_max_files=3,
    debug=False,
)


def test_defaults() -> None:
    """Whole; the host alone reaches the service."""
    assert plan_container("service", {"image": "x"}) == DEFAULT


@pytest.mark.parametrize(
    ("args", "changed"),
    [
        ({"port": 9000.0}, {"port": 9000, "host_port": 9000}),
        ({"port": 9000, "host_port": 80}, {"port": 9000, "host_port": 80}),
        ({"longest_stream": 300}, {"longest_stream": 300, "grace": 305}),
        ({"pre_stop": 10}, {"pre_stop": 10, "grace": 75}),
        ({"grace": 100}, {"grace": 100}),
        ({"restart": "on-failure", "max_retries": 5}, {"restart": "on-failure", "max_retries": 5}),
        (
            {"preset": "model"},
            {"startup_budget": 600, "health": ProbeTimes(period=10, timeout=5, failures=3)},
        ),
        ({"debug": True}, {"debug": True, "health": ProbeTimes(30, 20, 5)}),
        ({"health_command": ["CMD", "/probe"]}, {"health_command": ("CMD", "/probe")}),
    ],
)
def test_what_follows_from_what(args: dict[str, Any], changed: dict[str, Any]) -> None:
    """One argument changes what depends on it, and nothing else."""
    assert plan_container("service", {"image": "x", **args}) == replace(DEFAULT, **changed)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"preset": "gpu"}, '`preset` ("gpu") is not known; use one of api, model'),
        ({"port": 80.5}, "`port`: 80.5 is not a whole number"),
        ({"max_retries": "many"}, "`max_retries`: 'many' is not a whole number"),
    ],
)
def test_what_is_no_number(args: dict[str, Any], message: str) -> None:
    """Told with the argument's name."""
    with pytest.raises(ValueError, match="`") as refusal:
        plan_container("service", args)
    assert str(refusal.value) == message


def test_docker_counts_memory_in_mebibytes() -> None:
    """A decimal gigabyte is 953 of them; what /tmp and the caches may hold is not the process'."""
    plan = replace(DEFAULT, memory="1G", cache_paths=("/a", "/b"))
    assert (plan.memory_mib, plan.process_mib) == (953, 953 - 3 * 64)


@pytest.mark.parametrize(
    ("cpu", "shares"), [(None, None), ("1", 1024), ("100m", 102), ("1m", 2), ("2.5", 2560)]
)
def test_a_cpu_request_is_a_weight(cpu: str | None, shares: int | None) -> None:
    """A core is Docker's default weight; the kernel takes no less than 2."""
    assert replace(DEFAULT, cpu=cpu).cpu_shares == shares


@pytest.mark.parametrize(
    ("limit", "cpus"), [(None, None), ("1", "1"), ("250m", "0.25"), ("1.5", "1.5"), ("1m", "0.001")]
)
def test_a_cpu_limit_is_in_cores(limit: str | None, cpus: str | None) -> None:
    """As `docker run --cpus` takes it."""
    assert replace(DEFAULT, cpu_limit=limit).cpus == cpus


def test_the_wait_outlasts_dockers_own_verdict() -> None:
    """Failures count once the start period is over: then three in a row, each up to 13 s."""
    assert DEFAULT.wait_timeout == 120 + 3 * (10 + 3) + 15
