"""The role that a function runs as, with least rights."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from .role_policy import Rights, function_arn, role_policy, trust_policy
from .secret_stores import Stored
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
    secrets: Mapping[str, Stored]
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
    secrets = pulumi.Output.all(*[one.arn for one in needs.secrets.values()])
    known = pulumi.Output.all(logs=needs.logs.arn, queue=needs.failures.arn, secrets=secrets)
    return known.apply(
        lambda arns: Rights(
            function=function_arn(site.plan.name, arns["logs"]),
            log_group=arns["logs"],
            queue=arns["queue"],
            secrets=tuple(arns["secrets"]),
            secret_store=site.plan.secret_store,
            in_vpc=needs.in_vpc,
        )
    )
