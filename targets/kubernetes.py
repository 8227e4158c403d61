"""The stack on a Kubernetes cluster: image -> service -> gate -> ledger."""

from typing import Any, cast

import pulumi

from components import (
    KubernetesService,
    KubernetesServiceArgs,
    ServiceImage,
    ServiceImageArgs,
    awaited_children,
    image_problems,
    service_problems,
)
from gate import ReleaseLedger, RolloutGate, RolloutGateArgs, explain_failures
from settings import (
    Settings,
    gate_arguments,
    hook_arguments,
    image_arguments,
    service_arguments,
)


def problems(settings: Settings) -> list[str]:
    """Every problem that can be known before the first resource."""
    name = settings.stack.name
    return [
        *image_problems(name, image_arguments(settings)),
        *service_problems(name, service_arguments(settings)),
    ]


def declare(settings: Settings) -> dict[str, Any]:
    """Make the resources; the outputs of the stack."""
    name = settings.stack.name
    # Where the gate watches, the provider doesn't wait; what else fails is explained by a hook.
    gated = awaited_children(name) if settings.stack.gate else []
    explain_failures(gated, **hook_arguments())

    image = ServiceImage(name, cast("ServiceImageArgs", image_arguments(settings)))
    # The cluster is not touched before the image is in its registry.
    after_image = pulumi.ResourceOptions(depends_on=[image])
    arguments = cast("KubernetesServiceArgs", service_arguments(settings))
    service = KubernetesService(name, {**arguments, "image": image.ref}, after_image)
    proved = _gate(settings, service) if gated else service
    ledger = ReleaseLedger(
        f"{name}-releases",
        {
            "service": name,
            "place": "kubernetes",
            "digest": service.image,
            "config": service.rollout,
            "version": service.rollout,
        },
        pulumi.ResourceOptions(depends_on=[proved]),
    )
    return {
        "url": service.url,
        "image": service.image,
        "namespace": service.namespace,
        "service": service.deployment,
        "reports": image.reports,
        "releases": ledger.releases,
    }


def _gate(settings: Settings, service: KubernetesService) -> RolloutGate:
    arguments = cast("RolloutGateArgs", gate_arguments(settings))
    arguments |= {"namespace": service.namespace, "deployment": service.deployment}
    arguments |= {"rollout": service.rollout, "url": service.url}
    return RolloutGate(f"{settings.stack.name}-gate", arguments)
