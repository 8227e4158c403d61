"""The ConfigMap and the Secret of a service: immutable, named after what they hold."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes

from .configuration_names import config_map_name, secret_object_name
from .keys import key_problem
from .refusal import refuse

Metadata = Callable[[Any], dict[str, Any]]
"""An object's name to its whole metadata."""


def make_config_map(
    parent: pulumi.Resource, data: Mapping[str, Any], name: str, metadata: Metadata
) -> pulumi.Output[str]:
    """Make the ConfigMap of the service `name`; returns the object's name."""
    object_name = pulumi.Output.all(**data).apply(lambda known: config_map_name(name, known))
    config = kubernetes.core.v1.ConfigMap(
        f"{name}-config",
        metadata=metadata(object_name),
        data=dict(data),
        immutable=True,
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return _name_of(config)


def make_secret(
    parent: pulumi.Resource,
    values: Mapping[str, pulumi.Input[str]],
    name: str,
    metadata: Metadata,
) -> pulumi.Output[str] | None:
    """Make the Secret of the service `name`; returns the object's name, None without values."""
    if not values:
        return None
    known = pulumi.Output.all(metadata(name)["namespace"], pulumi.Output.all(**values))
    # The name is public by design; configuration_names says why that gives nothing away.
    object_name = pulumi.Output.unsecret(known.apply(lambda v: secret_object_name(name, *v)))
    secret = kubernetes.core.v1.Secret(
        f"{name}-secrets",
        metadata=metadata(object_name),
        type="Opaque",
        data={key: _encoded(value) for key, value in values.items()},
        immutable=True,
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return _name_of(secret)


def checked_key(provider: str, value: pulumi.Input[str]) -> pulumi.Output[str]:
    """The key as a secret; ends the run when it cannot be one. No message quotes it."""

    def check(text: str) -> str:
        problem = key_problem(provider, text)
        refuse([f"`api_keys`: the key of {provider} {problem}"] if problem else [])
        return text

    return pulumi.Output.secret(value).apply(check)


def _encoded(value: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.secret(value).apply(lambda text: base64.b64encode(text.encode()).decode())


def _name_of(resource: Any) -> pulumi.Output[str]:
    """The name from the made object, so that whatever uses it waits for the object."""
    name: pulumi.Output[str] = resource.metadata.apply(lambda metadata: metadata.name)
    return name
