"""The gate as a resource of a program."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Required, TypedDict

import pulumi
from pulumi.dynamic import Resource

from gate.provider import GateProvider

EVIDENCE = ".shipshape/evidence"
"""Where bundles lie, seen from the folder of the program; one folder a stack in it."""

TYPE = "pulumi-python:dynamic/shipshape:RolloutGate"
"""The gate's type, as the engine shows it."""


class RolloutGateArgs(TypedDict, total=False):
    """What a gate watches and proves. Times are seconds."""

    namespace: Required[pulumi.Input[str]]
    """Namespace of the Deployment."""
    deployment: Required[pulumi.Input[str]]
    """Name of the Deployment."""
    rollout: Required[pulumi.Input[Any]]
    """What is rolled out: pass the Deployment's spec, or a fingerprint of it. Another value is
    another rollout. Let it depend on the Deployment, and the gate waits for its turn."""
    service: pulumi.Input[str]
    """Name of the Service in front of it; one of type LoadBalancer must get an address. Default
    the Deployment's name."""
    url: pulumi.Input[str]
    """Where the service answers. Without it nothing is asked."""
    verify: pulumi.Input[str]
    """`none`, `health` or `stream` (health first). Default health where there is a url."""
    ready_path: pulumi.Input[str]
    """Path that answers 200 when the service is well. Default /health/ready."""
    stream_path: pulumi.Input[str]
    """Path to POST to for a streamed answer. Default /api/generate."""
    stream_body: pulumi.Input[Mapping[str, Any]]
    """JSON to post; choose one whose answer takes a second or more."""
    first_token: pulumi.Input[float]
    """The longest silence on a stream. Default 30."""
    scheduling: pulumi.Input[float]
    """How long a pod may wait for a node, where no autoscaler says that one is coming. Default
    20."""
    soak: pulumi.Input[float]
    """How long the new pods are watched once all are available. Default 5."""
    kubeconfig: pulumi.Input[str]
    """Path or contents, as the Kubernetes provider takes it. Default KUBECONFIG, ~/.kube/config."""
    context: pulumi.Input[str]
    """Context of the kubeconfig. Default the current one."""


class RolloutGate(Resource, module="shipshape", name="RolloutGate"):
    """Watches a rollout, proves the service, and says why when either fails.

    It ends at the first sign that cannot heal, and its error is the explanation: cause, evidence,
    fix, and where the evidence was saved. A gate that failed is red again on the next `up`, until
    it passes; then nothing is done until something else is rolled out.

        RolloutGate("web", {
            "namespace": deployment.metadata.namespace,
            "deployment": deployment.metadata.name,
            "rollout": deployment.spec,
            "url": "https://web.example.com",
        })

    The provider's own wait must be off, or the gate comes too late: `explain_failures(gated=...)`.
    """

    proved: pulumi.Output[dict[str, str]]
    """What was found: how long the rollout took, how health and stream answered."""

    def __init__(
        self, name: str, args: RolloutGateArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        properties = {
            **args,
            "rollout": pulumi.Output.from_input(args["rollout"]).apply(fingerprint),
            "evidence": str(PurePosixPath(EVIDENCE, pulumi.get_stack())),
            "urn": _urn(name, opts),
            "proved": None,
        }
        super().__init__(GateProvider(), name, properties, opts)


def _urn(name: str, opts: pulumi.ResourceOptions | None) -> str:
    """Where the display shows progress; a child's would depend on its parent's, so it has none."""
    if opts is not None and opts.parent is not None:
        return ""
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{TYPE}::{name}"


def fingerprint(value: Any) -> str:
    """A short text that changes with the value, whatever its keys' order."""
    written = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
