"""The component that runs a service on AWS Lambda."""

import pulumi
import pulumi_aws as aws

from components.configuration_objects import checked_key
from components.environment import secret_variables
from components.image_reference import short_version
from components.refusal import refuse
from components.rollout import fingerprint

from .check import function_problems, function_warnings, image_problems
from .environment import SERVICE_VERSION
from .execution_role import Needs, Role, make_role
from .function_args import LambdaServiceArgs
from .function_settings import function_settings, logging_settings
from .plan import plan_function
from .secret_stores import Stored, store_secrets
from .serving import keep_failures, keep_warm, make_alias, make_url
from .site import Site
from .tags import component_tags
from .watching import watch

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
    """Fingerprint of all that a version has but its image and the values of its secrets."""
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

        labels = args.get("labels", {})
        self._site = Site(
            self, plan_function(name, args), component_tags(f"LambdaService/{name}", labels)
        )
        self._make_keeping()
        secrets = self._store_secrets(args)
        function = self._make_function(args, self._find_role(args), secrets)
        alarms = watch(self._site, self._logs.name, args.get("alarm_actions", []))
        alias = make_alias(self._site, function, alarms)
        keep_failures(self._site, alias, self._failures)
        keep_warm(self._site, alias)

        self.url = make_url(self._site, function, alias).function_url
        self.function = function.name
        self.arn = function.arn
        self.version = function.version
        self.serving = alias.function_version
        self.alias = alias.name
        self.log_group = self._logs.name
        self.role = function.role
        self.alarms = pulumi.Output.all(*[alarm.name for alarm in alarms])
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

    def _make_keeping(self) -> None:
        """Where lines and failed events are kept, before anything can make either."""
        plan, tags = self._site.plan, dict(self._site.tags)
        self._logs = aws.cloudwatch.LogGroup(
            self._site.named("logs"),
            name=f"/aws/lambda/{plan.name}",
            retention_in_days=plan.retention,
            tags=tags,
            opts=self._site.options(),
        )
        self._failures = aws.sqs.Queue(
            self._site.named("failures"),
            name=self._site.named("failures"),
            message_retention_seconds=_FAILURES_KEPT,
            sqs_managed_sse_enabled=True,
            tags=tags,
            opts=self._site.options(),
        )

    def _store_secrets(self, args: LambdaServiceArgs) -> dict[str, Stored]:
        keys = {
            provider: checked_key(provider, value)
            for provider, value in args.get("api_keys", {}).items()
        }
        return store_secrets(self._site, secret_variables(keys, dict(args.get("secrets", {}))))

    def _find_role(self, args: LambdaServiceArgs) -> Role:
        """One's own, or one that is made."""
        if "execution_role" in args:
            return Role(pulumi.Output.from_input(args["execution_role"]))
        return make_role(self._site, Needs(self._logs, self._failures, in_vpc="vpc" in args))

    def _make_function(
        self, args: LambdaServiceArgs, role: Role, secrets: dict[str, Stored]
    ) -> "aws.lambda_.Function":
        """The function and a published version of it; `config` is all of it but the image."""
        plan, labels = self._site.plan, args.get("labels", {})
        image = pulumi.Output.from_input(args["image"]).apply(_checked)
        settings = {
            **function_settings(plan, args, secrets),
            "role": role.arn,
            "logging_config": logging_settings(plan, args.get("env", {}), self._logs.name),
        }
        self.config = pulumi.Output.from_input(settings).apply(fingerprint)
        variables = settings.pop("environment")["variables"]
        return aws.lambda_.Function(
            self._site.named("function"),
            **settings,
            environment={
                "variables": {**variables, SERVICE_VERSION: image.apply(short_version)},
            },
            package_type="Image",
            image_uri=image,
            publish=True,
            tags=component_tags(f"LambdaService/{plan.name}", labels, plan.url_auth_reason),
            opts=self._site.options([self._logs, *role.granted]),
        )


def _checked(image: str) -> str:
    """What was not known at the start is checked as soon as it is."""
    refuse(image_problems(image))
    return image
