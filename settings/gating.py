"""From settings to the arguments of the gate and of the hooks, as plain maps."""

from typing import Any

import pulumi
from pulumi.runtime.config import get_config, is_config_secret

from .stack import Settings

_REFERENCE_PROMPT = {"prompt": "Count to twelve.", "maxTokens": 24, "chunkDelayMs": 80}
"""Two seconds of a stream from the reference service's offline model; app/README.md."""


def gate_arguments(settings: Settings) -> dict[str, Any]:
    """Arguments of the gate, less what the service itself knows."""
    stack = settings.stack
    return {
        **proof_arguments(settings),
        "soak": stack.soak,
        "scheduling": stack.scheduling_budget,
        **_access(),
    }


def proof_arguments(settings: Settings) -> dict[str, Any]:
    """What a proof of the service asks it, whoever carries it out."""
    stack = settings.stack
    streamed = {
        "stream_path": stack.stream_path,
        "stream_body": stack.stream_body or _REFERENCE_PROMPT,
        "first_token": stack.first_token,
    }
    return {
        "verify": stack.verify,
        "ready_path": stack.ready_path,
        **(streamed if stack.verify == "stream" else {}),
    }


def hook_arguments() -> dict[str, str]:
    """Which cluster the hooks ask: the one that the Kubernetes provider uses."""
    return _chosen("kubeconfig", "context", "namespace")


def _access() -> dict[str, Any]:
    """The same as inputs of a resource, where a secret must stay one."""
    return {
        name: pulumi.Output.secret(value) if is_config_secret(f"kubernetes:{name}") else value
        for name, value in _chosen("kubeconfig", "context").items()
    }


def _chosen(*names: str) -> dict[str, str]:
    """What the stack says to the Kubernetes provider."""
    given = {name: get_config(f"kubernetes:{name}") for name in names}
    return {name: value for name, value in given.items() if value}
