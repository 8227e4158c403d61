"""The program: settings -> image -> service -> gate -> outputs."""

from typing import cast

import pulumi

from components import (
    KubernetesService,
    KubernetesServiceArgs,
    ServiceImage,
    ServiceImageArgs,
    awaited_children,
    image_problems,
    key_problem,
    refuse,
    service_problems,
)
from gate import RolloutGate, RolloutGateArgs, explain_failures
from settings import (
    gate_arguments,
    hook_arguments,
    image_arguments,
    last_word,
    read_settings,
    service_arguments,
)

with last_word():
    settings = read_settings(check_key=key_problem)
    name = settings.stack.name
    image_args = cast("ServiceImageArgs", image_arguments(settings))
    service_args = cast("KubernetesServiceArgs", service_arguments(settings))

    # All of it before the first resource: a refused run leaves nothing behind.
    problems = [*image_problems(name, image_args), *service_problems(name, service_args)]
    refuse(settings.located(problems))

# Where the gate watches, the provider doesn't wait; what else fails is explained by a hook.
gated = awaited_children(name) if settings.stack.gate else []
explain_failures(gated, **hook_arguments())

image = ServiceImage(name, image_args)
# The cluster is not touched before the image is in its registry.
after_image = pulumi.ResourceOptions(depends_on=[image])
service = KubernetesService(name, {**service_args, "image": image.ref}, after_image)

if gated:
    gate_args = cast("RolloutGateArgs", gate_arguments(settings))
    gate_args |= {"namespace": service.namespace, "deployment": service.deployment}
    gate_args |= {"rollout": service.rollout, "url": service.url}
    RolloutGate(f"{name}-gate", gate_args)

pulumi.export("url", service.url)
pulumi.export("image", service.image)
pulumi.export("namespace", service.namespace)
pulumi.export("service", service.deployment)
pulumi.export("reports", image.reports)
