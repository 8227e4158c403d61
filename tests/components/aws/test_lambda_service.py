"""The function under mocks: what it asks of the engine, whole, and no secret among it in plain."""

import json
from typing import Any

import pulumi
import pytest

from tests.components.recording import SECRET

from .making import IMAGE, KEY, PASSWORD_URL, VPC, WITH_KEYS, function
from .states import ACCOUNT, REGION, arn

TAGS = {"managed-by": "pulumi", "shipshape:component": "LambdaService/service"}
ENVIRONMENT = {
    "PORT": "8080",
    "SERVICE_NAME": "service",
    "SERVICE_VERSION": "d" * 12,
    "OTEL_SERVICE_NAME": "service",
    "MODEL": "offline",
    "MAX_STREAM_SECONDS": "60",
    "SHUTDOWN_DELAY_SECONDS": "0",
    "SHUTDOWN_GRACE_SECONDS": "1",
    "NODE_OPTIONS": "--max-old-space-size=768",
    "AWS_LWA_PORT": "8080",
    "AWS_LWA_READINESS_CHECK_PATH": "/health/ready",
    "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS": "200-399",
    "AWS_LWA_INVOKE_MODE": "response_stream",
}
ALARMS = ("errors", "answers", "throttles", "slow", "init")
FUNCTION = {
    "name": "service",
    "packageType": "Image",
    "imageUri": IMAGE,
    "architectures": ["x86_64"],
    "role": arn("iam", "role/service-role-0a1b2c3", region=""),
    "memorySize": 1024,
    "timeout": 120,
    "publish": True,
    "environment": {"variables": ENVIRONMENT},
    "tracingConfig": {"mode": "Active"},
    "loggingConfig": {
        "logFormat": "JSON",
        "applicationLogLevel": "INFO",
        "systemLogLevel": "INFO",
        "logGroup": "/aws/lambda/service",
    },
    "tags": TAGS,
}
MADE = {
    "service": "shipshape:index:LambdaService",
    "service-logs": "aws:cloudwatch/logGroup:LogGroup",
    "service-failures": "aws:sqs/queue:Queue",
    "service-role": "aws:iam/role:Role",
    "service-role-policy": "aws:iam/rolePolicy:RolePolicy",
    "service-function": "aws:lambda/function:Function",
    "service-init-reports": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "service-init-failures": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "service-errors": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "service-answers": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "service-throttles": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "service-slow": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "service-init": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "service-alias": "aws:lambda/alias:Alias",
    "service-events": "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "service-url-permission": "aws:lambda/permission:Permission",
    "service-invoke-permission": "aws:lambda/permission:Permission",
    "service-url": "aws:lambda/functionUrl:FunctionUrl",
}


def _variables(**more: Any) -> dict[str, Any]:
    found: dict[str, Any] = function(**more)[0]["service-function"].inputs["environment"][
        "variables"
    ]
    return found


def test_what_it_makes() -> None:
    """Children below the component, named from its name, and the outputs of all of them."""
    asked, outputs = function()
    assert {name: one.type for name, one in asked.items()} == MADE
    assert {one.options["parent"] for name, one in asked.items() if name != "service"} == {
        "service"
    }
    config = outputs.pop("config")
    assert (len(config), int(config, 16) > 0) == (16, True)
    assert outputs == {
        "url": f"https://abcdefgh.lambda-url.{REGION}.on.aws/",
        "function": "service",
        "arn": arn("lambda", "function:service"),
        "version": "7",
        "serving": "7",
        "alias": "live",
        "log_group": "/aws/lambda/service",
        "role": arn("iam", "role/service-role-0a1b2c3", region=""),
        "alarms": [f"service-{one}" for one in ALARMS],
    }


def test_the_function() -> None:
    """Whole. Its logs and its rights are there before it."""
    asked, _ = function()
    assert asked["service-function"].inputs == FUNCTION
    assert asked["service-function"].options["after"] == [
        "service-logs",
        "service-role",
        "service-role-policy",
    ]


def test_the_function_with_all_that_can_be_said() -> None:
    """What differs from the default, and nothing else does."""
    asked, _ = function(
        platform="linux/arm64",
        memory="2Gi",
        longest_stream=300,
        port=3001,
        ready_path="/ready",
        model="openai:gpt-5-mini",
        env={"LOG_LEVEL": "warn"},
        async_init=True,
        tracing="PassThrough",
        reserved_concurrency=5,
        vpc=VPC,
        labels={"team": "a"},
        **WITH_KEYS,
    )
    inputs = dict(asked["service-function"].inputs)
    environment = inputs.pop("environment")["variables"]
    assert inputs == {
        **{name: value for name, value in FUNCTION.items() if name != "environment"},
        "architectures": ["arm64"],
        "memorySize": 2048,
        "timeout": 360,
        "tracingConfig": {"mode": "PassThrough"},
        "loggingConfig": {**FUNCTION["loggingConfig"], "applicationLogLevel": "WARN"},  # type: ignore[dict-item]
        "reservedConcurrentExecutions": 5,
        "vpcConfig": {
            "subnetIds": ["subnet-0a1b2c3d"],
            "securityGroupIds": ["sg-0a1b2c3d"],
        },
        "tags": {**TAGS, "team": "a"},
    }
    changed = {name: value for name, value in environment.items() if ENVIRONMENT.get(name) != value}
    assert set(ENVIRONMENT) < set(environment)
    secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:service"
    assert json.loads(changed.pop("SHIPSHAPE_SECRETS")) == {
        "DATABASE_URL": f"{secret}/DATABASE_URL-AbCdEf",
        "OPENAI_API_KEY": f"{secret}/OPENAI_API_KEY-AbCdEf",
    }
    assert len(changed.pop("SHIPSHAPE_SECRETS_VERSION")) == 16
    assert changed == {
        "PORT": "3001",
        "AWS_LWA_PORT": "3001",
        "AWS_LWA_READINESS_CHECK_PATH": "/ready",
        "AWS_LWA_ASYNC_INIT": "true",
        "MODEL": "openai:gpt-5-mini",
        "MAX_STREAM_SECONDS": "300",
        "LOG_LEVEL": "warn",
        "NODE_OPTIONS": "--max-old-space-size=1536 --import=/opt/shipshape/secrets.mjs",
    }


def test_lines_and_failed_events_are_kept() -> None:
    """Whole: the log group before Lambda can make one without an end, the queue encrypted."""
    asked, _ = function(log_retention=90)
    assert asked["service-logs"].inputs == {
        "name": "/aws/lambda/service",
        "retentionInDays": 90,
        "tags": TAGS,
    }
    assert asked["service-failures"].inputs == {
        "name": "service-failures",
        "messageRetentionSeconds": 1_209_600,
        "sqsManagedSseEnabled": True,
        "tags": TAGS,
    }
    assert asked["service-events"].inputs == {
        "functionName": "service",
        "qualifier": "live",
        "destinationConfig": {"onFailure": {"destination": arn("sqs", "service-failures")}},
    }


def test_secrets_are_in_the_store_and_nowhere_else() -> None:
    """Encrypted in the state; every other input is free of them."""
    asked, outputs = function(**WITH_KEYS)
    for variable, value in (("OPENAI_API_KEY", KEY), ("DATABASE_URL", PASSWORD_URL)):
        assert asked[f"service-secret-{variable}"].inputs == {
            "name": f"service/{variable}",
            "description": f"{variable} of service",
            "recoveryWindowInDays": 0,
            "tags": TAGS,
        }
        assert asked.pop(f"service-secret-{variable}-version").inputs == {
            "secretId": arn("secretsmanager", f"secret:service/{variable}-AbCdEf"),
            "secretString": {SECRET: value},
        }
    rest = json.dumps([[one.inputs for one in asked.values()], outputs])
    assert KEY not in rest
    assert PASSWORD_URL not in rest


def test_secrets_in_parameters() -> None:
    """Whole: encrypted there as well."""
    asked, _ = function(secrets={"DATABASE_URL": PASSWORD_URL}, secret_store="ssm")
    assert asked["service-secret-DATABASE_URL"].inputs == {
        "name": "/service/DATABASE_URL",
        "type": "SecureString",
        "value": {SECRET: PASSWORD_URL},
        "description": "DATABASE_URL of service",
        "tags": TAGS,
    }
    variables = asked["service-function"].inputs["environment"]["variables"]
    assert json.loads(variables["SHIPSHAPE_SECRETS"]) == {
        "DATABASE_URL": arn("ssm", "parameter/service/DATABASE_URL")
    }


def test_a_changed_secret_publishes_a_version() -> None:
    """Instances read their secrets when they start; another environment is another version."""
    versions = {
        _variables(secrets={"DATABASE_URL": url})["SHIPSHAPE_SECRETS_VERSION"]
        for url in ("postgres://a", "postgres://another")
    }
    assert len(versions) == 2


def test_a_function_waits_for_the_values_of_its_secrets() -> None:
    """A secret without a value would fail its first start."""
    asked, _ = function(secrets={"DATABASE_URL": PASSWORD_URL})
    after = asked["service-function"].options["after"]
    assert "service-secret-DATABASE_URL-version" in after


def test_the_image_plays_no_part_in_the_fingerprint() -> None:
    """Everything else of a version does: the ledger tells two releases of one image apart."""
    config = function()[1]["config"]
    other_image = IMAGE.replace("d" * 64, "e" * 64)
    assert function(image=other_image)[1]["config"] == config
    others: list[dict[str, Any]] = [
        {"memory": "2Gi"},
        {"env": {"GREETING": "1"}},
        {"platform": "linux/arm64"},
        {"function_timeout": 100},
        {"vpc": VPC},
        {"secrets": {"DATABASE_URL": "postgres://a"}},
        {"secrets": {"DATABASE_URL": "postgres://another"}},
        {"execution_role": "arn:aws:iam::123456789012:role/other"},
    ]
    assert len({config, *(function(**one)[1]["config"] for one in others)}) == len(others) + 1


def test_a_role_of_ones_own() -> None:
    """None is made, and that one is used."""
    mine = "arn:aws:iam::123456789012:role/mine"
    asked, outputs = function(execution_role=mine)
    assert "service-role" not in asked
    assert "service-role-policy" not in asked
    assert asked["service-function"].inputs["role"] == outputs["role"] == mine


def test_instances_that_are_kept_started() -> None:
    """For the alias, which is what requests come through."""
    asked, _ = function(provisioned_concurrency=2)
    assert asked["service-provisioned"].inputs == {
        "functionName": "service",
        "qualifier": "live",
        "provisionedConcurrentExecutions": 2,
    }


def test_going_back_by_configuration() -> None:
    """The alias stays at the version that was named, whatever is published."""
    asked, outputs = function(serve_version="3")
    assert asked["service-alias"].inputs == {
        "name": "live",
        "description": "The version that serves",
        "functionName": "service",
        "functionVersion": "3",
    }
    assert (outputs["version"], outputs["serving"]) == ("7", "3")


def test_the_url_for_anyone() -> None:
    """Its reason is on the function, where policies see it, in the signs that a tag may have."""
    reason = "It's a demo; nothing costs (yet)."
    asked, _ = function(url_auth="NONE", url_auth_reason=reason)
    assert asked["service-function"].inputs["tags"] == {
        **TAGS,
        "shipshape:url-auth-reason": "Its a demo nothing costs yet.",
    }
    assert asked["service-url"].inputs["authorizationType"] == "NONE"
    permissions = [asked[f"service-{one}-permission"].inputs for one in ("url", "invoke")]
    assert [one["principal"] for one in permissions] == ["*", "*"]
    assert permissions[0]["functionUrlAuthType"] == "NONE"
    assert permissions[1]["invokedViaFunctionUrl"] is True


def test_a_permission_can_be_replaced() -> None:
    """The new statement is made before the old one goes; AWS refuses two of one name."""
    choices: list[dict[str, Any]] = [{}, {"url_auth": "NONE", "url_auth_reason": "A demo."}]
    names = [
        function(**args)[0][f"service-{one}-permission"].inputs["statementId"]
        for args in choices
        for one in ("url", "invoke")
    ]
    assert names == ["url-aws-iam", "url-invoke-aws-iam", "url-none", "url-invoke-none"]


def test_alarms_tell_whom_they_are_told_to() -> None:
    """All of them; without a word nobody."""
    topic = f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"
    asked, outputs = function(alarm_actions=[pulumi.Output.from_input(topic)])
    assert [asked[name].inputs["alarmActions"] for name in outputs["alarms"]] == [[topic]] * 5
    assert "alarmActions" not in function()[0]["service-errors"].inputs


def test_other_runtimes_set_their_memory_themselves() -> None:
    """NODE_OPTIONS is Node's."""
    assert "NODE_OPTIONS" not in _variables(runtime="other", secrets={"DATABASE_URL": "x"})


def test_debug_is_a_log_level() -> None:
    """Nobody can reach a debugger in Lambda; its own filter lets the lines through."""
    asked, _ = function(debug=True)
    inputs = asked["service-function"].inputs
    assert inputs["environment"]["variables"] == {
        **ENVIRONMENT,
        "LOG_LEVEL": "debug",
        "VERCEL_LOG_LEVEL": "debug",
    }
    assert inputs["loggingConfig"]["applicationLogLevel"] == "DEBUG"


def test_a_problem_ends_the_run_in_a_sentence() -> None:
    """Before any child."""
    with pytest.raises(pulumi.RunError, match=r"`function_timeout` \(901 s\) is above the 900 s"):
        function(function_timeout=901)


def test_an_image_that_turns_out_to_have_a_tag() -> None:
    """What was not known at the start is checked as soon as it is."""
    with pytest.raises(pulumi.RunError, match="a tag may move unseen"):
        function(image=pulumi.Output.from_input("registry/app:latest"))


def test_a_key_that_cannot_be_one_ends_the_run() -> None:
    """In the words of the other targets, and without the key."""
    with pytest.raises(pulumi.RunError) as refusal:
        function(providers=["openai"], api_keys={"openai": pulumi.Output.from_input("your-key")})
    assert str(refusal.value) == "`api_keys`: the key of openai is a placeholder, not a key"


def test_warnings_are_said(caplog: pytest.LogCaptureFixture) -> None:
    """In the engine's log; a function that gives no reason for one has none."""
    function()
    assert caplog.messages == []
    function(vpc=VPC)
    (said,) = caplog.messages
    assert "need a route to a NAT gateway" in said
