"""The component that runs a service on AWS Lambda."""

from typing import Any

import pulumi
import pulumi_aws as aws

from components.configuration_objects import checked_key
from components.environment import secret_variables
from components.image_reference import short_version
from components.refusal import refuse
from components.rollout import fingerprint

from .alarms import alarms, init_filters
from .check import function_problems, function_warnings, image_problems
from .environment import (
    SERVICE_VERSION,
    fixed_variables,
    log_level,
    secret_references,
    service_variables,
)
from .function_args import LambdaServiceArgs
from .invoke_mode import INVOKE_MODE
from .permissions import url_permissions, url_principal
from .plan import ALIAS, FunctionPlan, plan_function
from .role_policy import Rights, function_arn, role_policy, trust_policy
from .secret_stores import Shelf, Stored, store_secrets
from .tags import component_tags

_FAILURES_KEPT = 14 * 24 * 3600  # seconds; SQS keeps nothing longer


class LambdaService(pulumi.ComponentResource):
    """An AI service on AWS Lambda: streamed answers, behind an alias that can go back."""

    url: pulumi.Output[str]
    """Where the service answers."""
    function: pulumi.Output[str]
    """Name of the function."""
    arn: pulumi.Output[str]
    """ARN of the function."""
    version: pulumi.Output[str]
    """The newest published version."""
    serving: pulumi.Output[str]
    """The version that the alias gives its traffic to."""
    alias: pulumi.Output[str]
    """Name of the alias."""
    log_group: pulumi.Output[str]
    """Name of the log group."""
    role: pulumi.Output[str]
    """ARN of the role that the function runs as."""
    config: pulumi.Output[str]
    """Fingerprint of all but the image and the values of secrets."""
    alarms: pulumi.Output[list[str]]
    """Names of the alarms."""

    def __init__(
        self,
        name: str,
        args: LambdaServiceArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:LambdaService", name, {}, opts)

        refuse(function_problems(name, args))
        for warning in function_warnings(name, args):
            pulumi.log.warn(warning, self)

        self._plan: FunctionPlan = plan_function(name, args)
        self._tags = component_tags(f"LambdaService/{name}", args.get("labels", {}))
        self._make_keeping()
        self._secrets = self._store_secrets(args)
        rights = self._make_role(args)
        self._make_function(args, rights)
        watching = self._make_alarms(args)
        self._make_alias(watching)
        self._make_url()

        self.function = self._function.name
        self.arn = self._function.arn
        self.version = self._function.version
        self.alias = self._alias.name
        self.serving = self._alias.function_version
        self.log_group = self._logs.name
        self.role = self._role
        self.config = pulumi.Output.from_input(self._settings).apply(fingerprint)
        self.alarms = pulumi.Output.all(*[alarm.name for alarm in watching])
        self.register_outputs(
            {
                "url": self.url,
                "function": self.function,
                "arn": self.arn,
                "version": self.version,
                "serving": self.serving,
                "alias": self.alias,
                "log_group": self.log_group,
                "role": self.role,
                "config": self.config,
                "alarms": self.alarms,
            }
        )

    def _child(self, after: list[pulumi.Resource] | None = None) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=after)

    def _make_keeping(self) -> None:
        """Where lines and failed events are kept, before anything can make either."""
        name = self._plan.name
        self._logs = aws.cloudwatch.LogGroup(
            f"{name}-logs",
            name=f"/aws/lambda/{name}",
            retention_in_days=self._plan.retention,
            tags=self._tags,
            opts=self._child(),
        )
        self._failures = aws.sqs.Queue(
            f"{name}-failures",
            name=f"{name}-failures",
            message_retention_seconds=_FAILURES_KEPT,
            sqs_managed_sse_enabled=True,
            tags=self._tags,
            opts=self._child(),
        )

    def _store_secrets(self, args: LambdaServiceArgs) -> dict[str, Stored]:
        keys = {
            provider: checked_key(provider, value)
            for provider, value in args.get("api_keys", {}).items()
        }
        values = secret_variables(keys, dict(args.get("secrets", {})))
        return store_secrets(
            self._plan.secret_store, Shelf(self, self._plan.name, self._tags), values
        )

    def _make_role(self, args: LambdaServiceArgs) -> list[pulumi.Resource]:
        """The role, unless there is one; returns what the function has to wait for."""
        name = self._plan.name
        if "execution_role" in args:
            self._role = pulumi.Output.from_input(args["execution_role"])
            return []
        role = aws.iam.Role(
            f"{name}-role",
            name=name,
            description=f"What the function {name} may do",
            assume_role_policy=trust_policy(),
            tags=self._tags,
            opts=self._child(),
        )
        self._role = role.arn
        policy = aws.iam.RolePolicy(
            f"{name}-role-policy",
            name="service",
            role=role.name,
            policy=self._rights(in_vpc="vpc" in args).apply(role_policy),
            opts=self._child(),
        )
        return [policy]

    def _rights(self, *, in_vpc: bool) -> pulumi.Output[Rights]:
        name, store = self._plan.name, self._plan.secret_store
        secrets = pulumi.Output.all(*[one.arn for one in self._secrets.values()])
        known = pulumi.Output.all(self._logs.arn, self._failures.arn, secrets)
        return known.apply(
            lambda v: Rights(function_arn(name, v[0]), v[0], v[1], tuple(v[2]), store, in_vpc)
        )

    def _make_function(self, args: LambdaServiceArgs, after: list[pulumi.Resource]) -> None:
        name = self._plan.name
        image = pulumi.Output.from_input(args["image"]).apply(_checked)
        self._settings = self._function_settings(args)
        environment = self._settings["environment"]
        version = {SERVICE_VERSION: image.apply(short_version)}
        variables = environment["variables"].apply(dict)
        self._function = aws.lambda_.Function(
            f"{name}-function",
            **{
                **self._settings,
                "environment": {
                    "variables": pulumi.Output.all(variables, version).apply(
                        lambda v: {**v[0], **v[1]}
                    )
                },
            },
            package_type="Image",
            image_uri=image,
            publish=True,
            tags=component_tags(
                f"LambdaService/{name}", args.get("labels", {}), self._plan.url_auth_reason
            ),
            opts=self._child([self._logs, *after]),
        )

    def _function_settings(self, args: LambdaServiceArgs) -> dict[str, Any]:
        """All that a version has but its image."""
        plan = self._plan
        env = dict(args.get("env", {}))
        settings: dict[str, Any] = {
            "name": plan.name,
            "role": self._role,
            "architectures": [plan.architecture],
            "memory_size": plan.memory_mib,
            "timeout": plan.timeout,
            "environment": {"variables": self._variables(env)},
            "tracing_config": {"mode": plan.tracing},
            "logging_config": {
                "log_format": "JSON",
                "application_log_level": log_level(env, plan),
                "system_log_level": "INFO",
                "log_group": self._logs.name,
            },
        }
        if plan.reserved is not None:
            settings["reserved_concurrent_executions"] = plan.reserved
        if vpc := args.get("vpc"):
            settings["vpc_config"] = dict(vpc)
        return settings

    def _variables(self, env: dict[str, Any]) -> pulumi.Output[dict[str, str]]:
        plan = self._plan
        arns = pulumi.Output.all(**{name: one.arn for name, one in self._secrets.items()})
        versions = pulumi.Output.all(**{name: one.version for name, one in self._secrets.items()})
        references = pulumi.Output.all(arns, versions).apply(lambda v: secret_references(*v))
        fixed = fixed_variables(plan, has_secrets=bool(self._secrets))
        return pulumi.Output.all(references, env).apply(
            lambda v: {**service_variables(plan), **v[1], **fixed, **v[0]}
        )

    def _make_alarms(self, args: LambdaServiceArgs) -> list[aws.cloudwatch.MetricAlarm]:
        """The alarms, and the figures of cold starts, which are in the log alone."""
        name = self._plan.name
        for child, settings in init_filters(self._plan).items():
            aws.cloudwatch.LogMetricFilter(
                f"{name}-{child}",
                name=f"{name}-{child}",
                log_group_name=self._logs.name,
                opts=self._child(),
                **settings,
            )
        return [
            aws.cloudwatch.MetricAlarm(
                f"{name}-{child}",
                name=f"{name}-{child}",
                alarm_actions=args.get("alarm_actions"),
                tags=self._tags,
                opts=self._child(),
                **settings,
            )
            for child, settings in alarms(self._plan).items()
        ]

    def _make_alias(self, watching: list[aws.cloudwatch.MetricAlarm]) -> None:
        """The alias, once it is watched; what fails behind it lands in the queue."""
        name, plan = self._plan.name, self._plan
        self._alias = aws.lambda_.Alias(
            f"{name}-alias",
            name=ALIAS,
            description="The version that serves",
            function_name=self._function.name,
            function_version=plan.serve_version or self._function.version,
            opts=self._child(list(watching)),
        )
        aws.lambda_.FunctionEventInvokeConfig(
            f"{name}-events",
            function_name=self._function.name,
            qualifier=self._alias.name,
            destination_config={"on_failure": {"destination": self._failures.arn}},
            opts=self._child(),
        )
        if plan.provisioned is not None:
            aws.lambda_.ProvisionedConcurrencyConfig(
                f"{name}-provisioned",
                function_name=self._function.name,
                qualifier=self._alias.name,
                provisioned_concurrent_executions=plan.provisioned,
                opts=self._child(),
            )

    def _make_url(self) -> None:
        """The URL, after both permissions: it would answer 403 in between."""
        plan = self._plan
        principal = self._function.arn.apply(lambda arn: url_principal(plan, arn))
        permissions = [
            aws.lambda_.Permission(
                f"{plan.name}-{child}",
                function=self._function.name,
                qualifier=self._alias.name,
                principal=principal,
                opts=self._child(),
                **settings,
            )
            for child, settings in url_permissions(plan).items()
        ]
        made = aws.lambda_.FunctionUrl(
            f"{plan.name}-url",
            function_name=self._function.name,
            qualifier=self._alias.name,
            authorization_type=plan.url_auth,
            invoke_mode=INVOKE_MODE,
            opts=self._child(list(permissions)),
        )
        self.url = made.function_url


def _checked(image: str) -> str:
    """What was not known at the start is checked as soon as it is."""
    refuse(image_problems(image))
    return image
