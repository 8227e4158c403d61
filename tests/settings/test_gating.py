"""From settings to the gate's arguments."""

from collections.abc import Iterator
from typing import Any

import pulumi
import pytest
from pulumi.runtime.config import set_all_config

from settings import gate_arguments, hook_arguments

from .configuration import read

DEFAULTS = {
    "verify": "health",
    "ready_path": "/health/ready",
    "soak": 5,
    "scheduling": 20,
}


@pytest.fixture(autouse=True)
def _no_configuration_stays() -> Iterator[None]:
    yield
    set_all_config({})


def test_a_stack_that_says_nothing() -> None:
    """Health is proved, and no stream: not every service has one."""
    assert gate_arguments(read({})) == DEFAULTS


def test_a_stream() -> None:
    """Without a body it is a prompt that the reference service takes."""
    assert gate_arguments(read({"verify": "stream", "firstToken": 45})) == {
        **DEFAULTS,
        "verify": "stream",
        "stream_path": "/api/generate",
        "stream_body": {"prompt": "Count to twelve.", "maxTokens": 24, "chunkDelayMs": 80},
        "first_token": 45,
    }


def test_a_stream_of_another_service() -> None:
    """Its own path and body."""
    settings = {"verify": "stream", "streamPath": "/chat", "streamBody": {"q": "tell me"}}
    found = gate_arguments(read(settings))
    assert (found["stream_path"], found["stream_body"]) == ("/chat", {"q": "tell me"})


def test_the_cluster_is_the_providers() -> None:
    """What is configured for the provider is passed on; a secret kubeconfig stays one."""
    settings = read({})
    set_all_config(
        {
            "kubernetes:context": "blue",
            "kubernetes:kubeconfig": "kind: Config\n",
            "kubernetes:namespace": "shop",
        },
        ["kubernetes:kubeconfig"],
    )
    found: dict[str, Any] = gate_arguments(settings)
    assert found["context"] == "blue"
    assert isinstance(found["kubeconfig"], pulumi.Output)
    assert hook_arguments() == {
        "context": "blue",
        "kubeconfig": "kind: Config\n",
        "namespace": "shop",
    }
