"""The stack on a Docker host: image -> proof -> container -> ledger."""

from typing import Any, cast

import pulumi

from components import (
    DockerService,
    DockerServiceArgs,
    ServiceImage,
    ServiceImageArgs,
    container_problems,
    image_problems,
)
from gate import ImageProof, ReleaseLedger, explain_failures
from settings import Settings, image_arguments, service_arguments


def problems(settings: Settings) -> list[str]:
    """Every problem that can be known before the first resource."""
    name = settings.stack.name
    return [
        *image_problems(name, image_arguments(settings)),
        *container_problems(name, service_arguments(settings)),
    ]


def declare(settings: Settings) -> dict[str, Any]:
    """Make the resources; the outputs of the stack."""
    name = settings.stack.name
    explain_failures()
    image = ServiceImage(name, cast("ServiceImageArgs", image_arguments(settings)))
    proof = ImageProof(
        f"{name}-proof",
        {"image": image.ref, "platform": settings.stack.platform, "target": "docker"},
    )
    arguments = cast("DockerServiceArgs", service_arguments(settings))
    service = DockerService(name, {**arguments, "image": proof.image})
    ledger = ReleaseLedger(
        f"{name}-releases",
        {
            "service": name,
            "place": "docker",
            "digest": image.ref,
            "config": service.config,
            "version": service.config,
        },
        pulumi.ResourceOptions(depends_on=[service]),
    )
    return {
        "url": service.url,
        "image": image.ref,
        "container": service.container,
        "reports": image.reports,
        "releases": ledger.releases,
    }
