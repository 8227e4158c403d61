"""The gate's inputs as its resource keeps them, and what they mean. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gate import patience

VERIFICATIONS = ("none", "health", "stream")
"""How far the service is proved once its pods are up."""

SIGNIFICANT = (
    "namespace", "deployment", "rollout", "url", "verify", "ready_path", "stream_path",
    "stream_body",
)  # fmt: skip
"""Inputs that decide what a gate has proved: with another value the proof is worth nothing."""

FIRST_TOKEN = 30.0
"""Seconds the longest silence on a stream may last, when the service doesn't say."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """One gate's inputs, read; times are seconds. `docs` of each: RolloutGateArgs."""

    namespace: str
    deployment: str
    service: str
    url: str
    verify: str
    ready_path: str
    stream_path: str
    stream_body: Mapping[str, Any]
    first_token: float
    scheduling: float
    soak: float
    folder: str
    kubeconfig: str
    context: str


def read(properties: Mapping[str, Any]) -> Inputs:
    """Read the properties of the resource; numbers come as floats."""
    url = str(properties.get("url") or "")
    return Inputs(
        namespace=str(properties["namespace"]),
        deployment=str(properties["deployment"]),
        service=str(properties.get("service") or properties["deployment"]),
        url=url,
        verify=str(properties.get("verify") or ("health" if url else "none")),
        ready_path=str(properties.get("ready_path") or "/health/ready"),
        stream_path=str(properties.get("stream_path") or "/api/generate"),
        stream_body=properties.get("stream_body") or {},
        first_token=_seconds(properties, "first_token", FIRST_TOKEN),
        scheduling=_seconds(properties, "scheduling", patience.SCHEDULING),
        soak=_seconds(properties, "soak", patience.SOAK),
        folder=str(properties.get("evidence") or ""),
        kubeconfig=str(properties.get("kubeconfig") or ""),
        context=str(properties.get("context") or ""),
    )


def changed(olds: Mapping[str, Any], news: Mapping[str, Any]) -> list[str]:
    """The significant inputs that differ; values that are not known yet count as different."""
    return [name for name in SIGNIFICANT if olds.get(name) != news.get(name)]


def problems(properties: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the inputs: the name of each, and a sentence."""
    verify = properties.get("verify")
    found = []
    if verify in VERIFICATIONS and verify != "none" and properties.get("url") == "":
        found.append(("url", f"verify is {verify}, and there is no url to ask"))
    if isinstance(verify, str) and verify not in VERIFICATIONS and not _is_unknown(verify):
        found.append(("verify", f'"{verify}" is not one of {", ".join(VERIFICATIONS)}'))
    return found


def _is_unknown(value: str) -> bool:
    """The engine's mark for a value that is not known yet."""
    from pulumi.runtime.rpc import UNKNOWN

    return value == UNKNOWN


def _seconds(properties: Mapping[str, Any], name: str, fallback: float) -> float:
    value = properties.get(name)
    return fallback if value is None else float(value)
