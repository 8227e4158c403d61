"""Secrets as files: a volume that is filled before the container starts.

Docker copies no file into a container whose root is read-only, nor into a tmpfs. So a second
container, which never starts, has the volume mounted, and the provider uploads the files into it.
Each version of the secrets is a volume of its own, named after what it holds: other secrets are
another container, and going back finds the volume that belongs to it.
"""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_docker as docker

from components.configuration_names import secret_object_name
from components.refusal import refuse

from .container import label_list
from .environment import SECRETS_FOLDER, secret_path
from .plan import ContainerPlan

HOST = "docker"
"""What stands in for the namespace where a name is derived from secrets."""

OWNER_READS = "0400"


def make_secret_files(
    parent: pulumi.Resource,
    plan: ContainerPlan,
    image: pulumi.Output[str],
    secrets: Mapping[str, pulumi.Input[str]],
    labels: Mapping[str, str],
) -> pulumi.Output[str] | None:
    """Make the volume with a file for each secret; its name once it is filled, None without any."""
    if not secrets:
        return None
    values = {name: _checked(name, value) for name, value in secrets.items()}

    def make(name: str) -> pulumi.Output[str]:
        options = pulumi.ResourceOptions(parent=parent)
        volume = docker.Volume(name, name=name, labels=label_list(labels), opts=options)
        # It names the volume as text: without this the engine would make, and delete, both at once.
        after = pulumi.ResourceOptions(parent=parent, depends_on=[volume])
        writer = docker.Container(
            f"{name}-writer", **writer_inputs(name, plan, image, values, labels), opts=after
        )
        filled: pulumi.Output[str] = pulumi.Output.all(volume.name, writer.name).apply(
            lambda names: names[0]
        )
        return filled

    known = pulumi.Output.all(**values)
    # The name is public by design; configuration_names says why that gives nothing away.
    name = pulumi.Output.unsecret(known.apply(lambda v: secret_object_name(plan.name, HOST, v)))
    made: pulumi.Output[str] = name.apply(make)
    return made


def writer_inputs(
    volume: str,
    plan: ContainerPlan,
    image: Any,
    values: Mapping[str, Any],
    labels: Mapping[str, str],
) -> dict[str, Any]:
    """The inputs of the container that is only there to be written through; it never starts."""
    return {
        "name": f"{volume}-writer",
        "image": image,
        "start": False,
        "must_run": False,
        "network_mode": "none",
        "capabilities": {"drops": ["ALL"]},
        "labels": label_list(labels),
        "volumes": [{"volume_name": volume, "container_path": SECRETS_FOLDER}],
        "uploads": [
            {
                "file": secret_path(name),
                "content": values[name],
                "owner": str(plan.user),
                "group": str(plan.user),
                "permissions": OWNER_READS,
            }
            for name in sorted(values)
        ],
    }


def _checked(name: str, value: pulumi.Input[str]) -> pulumi.Output[str]:
    """The value as a secret; ends the run when it is empty, which the provider could not upload."""

    def check(text: str) -> str:
        refuse([] if text else [f"`secrets`: {name} is empty"])
        return text

    return pulumi.Output.secret(value).apply(check)
