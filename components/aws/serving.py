"""What serves: the alias, what hangs on it, and the URL. They never name a version themselves."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from .invoke_mode import INVOKE_MODE
from .permissions import url_permissions, url_principal
from .plan import ALIAS
from .site import Site


def make_alias(
    site: Site, function: "aws.lambda_.Function", watched: Sequence[pulumi.Resource]
) -> "aws.lambda_.Alias":
    """The alias, once it is watched."""
    return aws.lambda_.Alias(
        site.named("alias"),
        name=ALIAS,
        description="The version that serves",
        function_name=function.name,
        function_version=site.plan.serve_version or function.version,
        opts=site.options(watched),
    )


def keep_failures(site: Site, alias: "aws.lambda_.Alias", queue: "aws.sqs.Queue") -> None:
    """Events that were handed over and failed go to the queue; requests to the URL are answered."""
    aws.lambda_.FunctionEventInvokeConfig(
        site.named("events"),
        function_name=alias.function_name,
        qualifier=alias.name,
        destination_config={"on_failure": {"destination": queue.arn}},
        opts=site.options(),
    )


def keep_warm(site: Site, alias: "aws.lambda_.Alias") -> None:
    """Instances that are started before a request comes, where the plan has any."""
    if site.plan.provisioned is None:
        return
    aws.lambda_.ProvisionedConcurrencyConfig(
        site.named("provisioned"),
        function_name=alias.function_name,
        qualifier=alias.name,
        provisioned_concurrent_executions=site.plan.provisioned,
        opts=site.options(),
    )


def make_url(
    site: Site, function: "aws.lambda_.Function", alias: "aws.lambda_.Alias"
) -> "aws.lambda_.FunctionUrl":
    """The URL, after both permissions: in between it would answer 403."""
    principal = function.arn.apply(lambda arn: url_principal(site.plan, arn))
    permissions = [
        aws.lambda_.Permission(
            site.named(child),
            function=function.name,
            qualifier=alias.name,
            principal=principal,
            opts=site.options(),
            **settings,
        )
        for child, settings in url_permissions(site.plan).items()
    ]
    return aws.lambda_.FunctionUrl(
        site.named("url"),
        function_name=function.name,
        qualifier=alias.name,
        authorization_type=site.plan.url_auth,
        invoke_mode=INVOKE_MODE,
        opts=site.options(permissions),
    )
