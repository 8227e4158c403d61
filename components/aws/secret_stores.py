"""Secrets of a function: one entry in Secrets Manager or SSM for each variable.

`pulumi destroy` removes them for good, with no recovery window: the stack's configuration is where
they come from, and a name that waits for its deletion cannot be made again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True)
class Stored:
    """A secret where it is kept: its ARN, and the id of the version it has now."""

    arn: pulumi.Output[str]
    version: pulumi.Output[str]


@dataclass(frozen=True)
class Shelf:
    """Where the secrets of one service go: its component, its name, its tags."""

    parent: pulumi.Resource
    service: str
    tags: Mapping[str, str]

    def child(self, variable: str) -> str:
        """Name of the resource that holds a variable."""
        return f"{self.service}-secret-{variable}"

    @property
    def options(self) -> pulumi.ResourceOptions:
        """Options of what is put there."""
        return pulumi.ResourceOptions(parent=self.parent)


def store_secrets(
    store: str, shelf: Shelf, values: Mapping[str, pulumi.Input[str]]
) -> dict[str, Stored]:
    """Make the entries in the store (`secretsmanager` or `ssm`); by variable."""
    keep = _STORES[store]
    return {
        variable: keep(shelf, variable, pulumi.Output.secret(value))
        for variable, value in values.items()
    }


def _in_secrets_manager(shelf: Shelf, variable: str, value: pulumi.Output[str]) -> Stored:
    secret = aws.secretsmanager.Secret(
        shelf.child(variable),
        name=f"{shelf.service}/{variable}",
        description=f"{variable} of {shelf.service}",
        recovery_window_in_days=0,
        tags=dict(shelf.tags),
        opts=shelf.options,
    )
    version = aws.secretsmanager.SecretVersion(
        f"{shelf.child(variable)}-version",
        secret_id=secret.id,
        secret_string=value,
        opts=shelf.options,
    )
    return Stored(secret.arn, version.version_id)


def _in_parameters(shelf: Shelf, variable: str, value: pulumi.Output[str]) -> Stored:
    parameter = aws.ssm.Parameter(
        shelf.child(variable),
        name=f"/{shelf.service}/{variable}",
        type="SecureString",
        value=value,
        description=f"{variable} of {shelf.service}",
        tags=dict(shelf.tags),
        opts=shelf.options,
    )
    return Stored(parameter.arn, parameter.version.apply(str))


_STORES: Mapping[str, Callable[[Shelf, str, pulumi.Output[str]], Stored]] = {
    "secretsmanager": _in_secrets_manager,
    "ssm": _in_parameters,
}
