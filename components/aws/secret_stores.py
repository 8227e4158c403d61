"""Secrets of a function: one entry in Secrets Manager or SSM for each variable.

`pulumi destroy` removes them for good, with no recovery window: the stack's configuration is where
they come from, and a name that waits for its deletion cannot be made again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from .site import Site


@dataclass(frozen=True)
class Stored:
    """A secret where it is kept: its ARN, and the id of the version it has now."""

    arn: pulumi.Output[str]
    version: pulumi.Output[str]


def store_secrets(site: Site, values: Mapping[str, pulumi.Input[str]]) -> dict[str, Stored]:
    """Make the entries in the plan's store; by variable."""
    keep = _STORES[site.plan.secret_store]
    return {
        variable: keep(site, variable, pulumi.Output.secret(value))
        for variable, value in values.items()
    }


def _in_secrets_manager(site: Site, variable: str, value: pulumi.Output[str]) -> Stored:
    secret = aws.secretsmanager.Secret(
        site.named(f"secret-{variable}"),
        name=f"{site.plan.name}/{variable}",
        description=f"{variable} of {site.plan.name}",
        recovery_window_in_days=0,
        tags=dict(site.tags),
        opts=site.options(),
    )
    version = aws.secretsmanager.SecretVersion(
        site.named(f"secret-{variable}-version"),
        secret_id=secret.arn,
        secret_string=value,
        opts=site.options(),
    )
    return Stored(secret.arn, version.version_id)


def _in_parameters(site: Site, variable: str, value: pulumi.Output[str]) -> Stored:
    parameter = aws.ssm.Parameter(
        site.named(f"secret-{variable}"),
        name=f"/{site.plan.name}/{variable}",
        type="SecureString",
        value=value,
        description=f"{variable} of {site.plan.name}",
        tags=dict(site.tags),
        opts=site.options(),
    )
    return Stored(parameter.arn, parameter.version.apply(lambda number: str(int(number))))


_STORES: Mapping[str, Callable[[Site, str, pulumi.Output[str]], Stored]] = {
    "secretsmanager": _in_secrets_manager,
    "ssm": _in_parameters,
}
