"""The variables that a function sees, and what it may reach of this machine."""

import pytest

from local.functions import FunctionSpec
from local.functions.environment import function_arn, host_ports, variables


def spec(**environment: str) -> FunctionSpec:
    """A function with these variables."""
    return FunctionSpec("api", "3", "r/api@sha256:0", environment, 512, 30.0)


def test_who_wins() -> None:
    """Defaults lose to the image, the image to the function, all to what is reserved."""
    image = {"PATH": "/nodejs/bin", "A": "image", "B": "image"}
    owner = spec(B="function", AWS_LAMBDA_FUNCTION_NAME="forged")
    assert variables(owner, image, "2026/11/25/[3]ab") == {
        "PATH": "/nodejs/bin",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "A": "image",
        "B": "function",
        "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001",
        "AWS_LAMBDA_FUNCTION_NAME": "api",
        "AWS_LAMBDA_FUNCTION_VERSION": "3",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/api",
        "AWS_LAMBDA_LOG_STREAM_NAME": "2026/11/25/[3]ab",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "LAMBDA_TASK_ROOT": "/var/task",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
    }


def test_the_arn_names_the_version_and_the_region() -> None:
    """The region is the environment's."""
    arn = "arn:aws:lambda:eu-central-1:123456789012:function:api:3"
    assert function_arn(spec(AWS_REGION="eu-central-1")) == arn


@pytest.mark.parametrize(
    ("value", "ports"),
    [
        ("http://127.0.0.1:4566", [4566]),
        ("http://localhost:8000/v1", [8000]),
        ("postgresql://user@localhost:5432/db", [5432]),
        ("https://api.example.com:8443", []),
        ("http://127.0.0.1", []),
        ("http://127.0.0.1:9001", []),
        ("http://127.0.0.1:99999", []),
        ("4566", []),
    ],
)
def test_which_ports_are_carried_over(value: str, ports: list[int]) -> None:
    """Only what a variable names as an address of this machine's loopback."""
    assert host_ports({"SOME_URL": value}) == ports


def test_its_own_port_is_not_carried_over() -> None:
    """A service that names its own address in a variable must be able to listen there."""
    named = {"PUBLIC_URL": "http://localhost:8080", "PORT": "", "AWS_LWA_PORT": "8080"}
    assert host_ports(named) == []
    assert host_ports({**named, "MODEL_URL": "http://localhost:11434"}) == [11434]
