"""The role that a function runs as, with least rights."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from .identifiers import Place
from .role_policy import Rights, role_policy, trust_policy
from .site import Site


@dataclass(frozen=True)
class Role:
    """A role's ARN, and what a function has to wait for before it may run as it."""

    arn: pulumi.Output[str]
    granted: tuple[pulumi.Resource, ...] = ()


@dataclass(frozen=True)
class Needs:
    """What the function has to reach."""

    logs: "aws.cloudwatch.LogGroup"
    failures: "aws.sqs.Queue"
    in_vpc: bool


def make_role(site: Site, needs: Needs) -> Role:
    """A role for this function alone.

    Named by the engine: roles have no region, and the service may run in a second one.
    """
    role = aws.iam.Role(
        site.named("role"),
        description=f"What the function {site.plan.name} may do",
        assume_role_policy=trust_policy(),
        tags=dict(site.tags),
        opts=site.options(),
    )
    policy = aws.iam.RolePolicy(
        site.named("role-policy"),
        name="service",
        role=role.name,
        policy=_rights(site, needs).apply(role_policy),
        opts=site.options(),
    )
    return Role(role.arn, (policy,))


def _rights(site: Site, needs: Needs) -> pulumi.Output[Rights]:
    """Secrets by the path that all of the service's lie under, in either store."""
    name, known = site.plan.name, pulumi.Output.all(logs=needs.logs.arn, queue=needs.failures.arn)

    def rights(arns: dict[str, str]) -> Rights:
        place = Place.of(arns["logs"])
        return Rights(
            function=place.function(name),
            log_group=arns["logs"],
            queue=arns["queue"],
            secrets=place.secret(f"{name}/*"),
            parameters=place.parameter(f"{name}/*"),
            in_vpc=needs.in_vpc,
        )

    return known.apply(rights)
