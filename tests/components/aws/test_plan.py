"""The numbers of a function that nobody gave."""

from typing import Any

import pytest

from components.aws.plan import FunctionPlan, plan_function

from .making import ARGS


def _plan(**more: Any) -> FunctionPlan:
    return plan_function("service", {**ARGS, **more})


def test_the_defaults() -> None:
    """Whole."""
    assert _plan() == FunctionPlan(
        name="service",
        runtime="node",
        port=8080,
        ready_path="/health/ready",
        live_path="/health/live",
        startup_budget=None,
        longest_stream=60,
        first_token=30,
        timeout=120,
        memory="1024Mi",
        platform="linux/amd64",
        reserved=None,
        provisioned=None,
        async_init=False,
        model="offline",
        url_auth="AWS_IAM",
        url_auth_reason="",
        secret_store="secretsmanager",
        retention=30,
        serve_version=None,
        tracing="Active",
        debug=False,
    )


def test_the_timeout_follows_the_stream() -> None:
    """The stream, the silence before it, and half a minute for a cold start."""
    assert _plan(longest_stream=300, first_token=60).timeout == 390
    assert _plan(longest_stream=300, function_timeout=300).timeout == 300


@pytest.mark.parametrize(("memory", "mib"), [("1Gi", 1024), ("512Mi", 512), ("1G", 953)])
def test_memory_in_the_unit_of_aws(memory: str, mib: int) -> None:
    """Whole MiB, never more than was said."""
    assert _plan(memory=memory).memory_mib == mib


def test_floats_of_another_language() -> None:
    """A port of 8080.0 is the port 8080."""
    assert _plan(port=8080.0, function_timeout=120.0).port == 8080
