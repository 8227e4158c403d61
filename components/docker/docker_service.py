"""The component that runs a service on a Docker host."""

from typing import Any

import pulumi
import pulumi_docker as docker

from components.configuration_objects import checked_key
from components.deployment import DEBUG_LABEL
from components.environment import secret_variables
from components.image_reference import short_version
from components.refusal import refuse
from components.rollout import fingerprint

from .check import container_problems, image_problems
from .container import Wiring, container_inputs
from .container_args import DockerServiceArgs
from .environment import variables, version_variables
from .plan import ContainerPlan, plan_container
from .secret_files import make_secret_files

COMPONENT_LABEL = "shipshape.dev/component"
"""Label that names the component an object belongs to."""

ENGINE_MARGIN = 60
"""Seconds the engine waits beyond the provider, so that the provider's words are the message."""


class DockerService(pulumi.ComponentResource):
    """A containerised AI service as one container: limits, tight security, secrets as files."""

    url: pulumi.Output[str]
    """Where the service answers on its host."""
    container: pulumi.Output[str]
    """Name of the container, known once it is healthy."""
    image: pulumi.Output[str]
    """Image it runs."""
    config: pulumi.Output[str]
    """Fingerprint of its configuration: all but the image and the values of secrets."""

    def __init__(
        self,
        name: str,
        args: DockerServiceArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:DockerService", name, {}, opts)

        refuse(container_problems(name, args))

        self._plan: ContainerPlan = plan_container(name, args)
        self._labels = {
            COMPONENT_LABEL: f"DockerService/{name}",
            **({DEBUG_LABEL: "true"} if self._plan.debug else {}),
            **args.get("labels", {}),
        }
        secrets = _secrets(args)
        env = variables(self._plan, args.get("env", {}), sorted(secrets))
        self.image = pulumi.Output.from_input(args["image"]).apply(_checked_image)
        made = self._make_container(secrets, env)

        self.url = pulumi.Output.from_input(f"http://localhost:{self._plan.host_port}")
        self.container = made.name
        self.config = pulumi.Output.all(**env).apply(self._config)
        self.register_outputs(
            {
                "url": self.url,
                "container": self.container,
                "image": self.image,
                "config": self.config,
            }
        )

    def _make_container(
        self, secrets: dict[str, pulumi.Input[str]], env: dict[str, pulumi.Input[str]]
    ) -> docker.Container:
        """The image comes first; the old container goes before the new one takes name and port."""
        plan = self._plan
        pulled = docker.RemoteImage(
            f"{plan.name}-image",
            name=self.image,
            keep_locally=True,
            opts=pulumi.ResourceOptions(parent=self),
        )
        version = self.image.apply(lambda image: version_variables(plan, short_version(image)))
        versioned = {key: version[key] for key in version_variables(plan, "")}
        wiring = Wiring(
            image=pulled.image_id,
            environment=_entries({**versioned, **env}),
            secrets_volume=make_secret_files(self, plan, pulled.image_id, secrets, self._labels),
            labels=self._labels,
        )
        return docker.Container(
            f"{plan.name}-container",
            **container_inputs(plan, wiring),
            opts=pulumi.ResourceOptions(
                parent=self,
                delete_before_replace=True,
                custom_timeouts=pulumi.CustomTimeouts(
                    create=f"{plan.wait_timeout + ENGINE_MARGIN}s",
                    update=f"{plan.wait_timeout + ENGINE_MARGIN}s",
                    delete=f"{plan.grace + ENGINE_MARGIN}s",
                ),
            ),
        )

    def _config(self, env: dict[str, str]) -> str:
        entries = [f"{name}={env[name]}" for name in sorted(env)]
        return fingerprint(
            container_inputs(self._plan, Wiring(image="", environment=entries, labels=self._labels))
        )


def _secrets(args: DockerServiceArgs) -> dict[str, pulumi.Input[str]]:
    keys = {
        provider: checked_key(provider, value)
        for provider, value in args.get("api_keys", {}).items()
    }
    return secret_variables(keys, dict(args.get("secrets", {})))


def _checked_image(image: str) -> str:
    """What was not known at the start is checked as soon as it is."""
    refuse(image_problems(image))
    return image


def _entries(env: dict[str, Any]) -> list[pulumi.Output[str]]:
    """`NAME=value`, in one order."""
    return [pulumi.Output.concat(name, "=", env[name]) for name in sorted(env)]
