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

    def make(known: Mapping[str, str]) -> pulumi.Output[str]:
        object_name = config_map_name(name, known)
        config = kubernetes.core.v1.ConfigMap(
            object_name,
            metadata=metadata(object_name),
            data=dict(data),
            immutable=True,
            opts=_version_of(f"{name}-config", parent),
        )
        return _name_of(config)

    made: pulumi.Output[str] = pulumi.Output.all(**data).apply(make)
    return made


def make_secret(
    parent: pulumi.Resource,
    values: Mapping[str, pulumi.Input[str]],
    name: str,
    metadata: Metadata,
) -> pulumi.Output[str] | None:
    """Make the Secret of the service `name`; returns the object's name, None without values."""
    if not values:
        return None

    def make(object_name: str) -> pulumi.Output[str]:
        secret = kubernetes.core.v1.Secret(
            object_name,
            metadata=metadata(object_name),
            type="Opaque",
            data={key: _encoded(value) for key, value in values.items()},
            immutable=True,
            opts=_version_of(f"{name}-secrets", parent),
        )
        return _name_of(secret)

    known = pulumi.Output.all(metadata(name)["namespace"], pulumi.Output.all(**values))
    # The name is public by design; configuration_names says why that gives nothing away.
    object_name = pulumi.Output.unsecret(known.apply(lambda v: secret_object_name(name, *v)))
    made: pulumi.Output[str] = object_name.apply(make)
    return made


def _version_of(series: str, parent: pulumi.Resource) -> pulumi.ResourceOptions:
    """Each version is a resource of its own, named as its object is.

    One resource that is replaced would still have the old object to delete after a rollout that
    failed, and could not make it again when the user goes back. Under the alias it used to be one.
    """
    return pulumi.ResourceOptions(parent=parent, aliases=[pulumi.Alias(name=series)])


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
