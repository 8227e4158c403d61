"""Each pain of users that ends in these components, by its number."""

from typing import Any

import pytest

from components import function_problems
from components.aws.check import function_warnings

from .making import ARGS, IMAGE, function
from .states import ACCOUNT


def _asked(name: str, **more: Any) -> dict[str, Any]:
    return function(**more)[0][f"service-{name}"].inputs


def test_pain_22_lambda_gets_the_repository_and_the_digest() -> None:
    """And nothing that has a tag as well."""
    assert _asked("function")["imageUri"] == IMAGE
    problems = function_problems("service", {**ARGS, "image": IMAGE.replace("@", ":c-1@")})
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("platform", "architecture"), [("linux/amd64", "x86_64"), ("linux/arm64", "arm64")]
)
def test_pain_29_the_architecture_is_the_images(platform: str, architecture: str) -> None:
    """It is always said, and follows from the platform the image is built for."""
    assert _asked("function", platform=platform)["architectures"] == [architecture]


def test_pain_30_both_permissions_stand_before_the_url() -> None:
    """For the account's own callers; without the second, URLs made since October 2025 say 403."""
    asked, _ = function()
    permissions = {
        name: asked[name].inputs for name in ("service-url-permission", "service-invoke-permission")
    }
    account = f"arn:aws:iam::{ACCOUNT}:root"  # as AWS writes it; a number would be a diff for ever
    both = {"function": "service", "qualifier": "live", "principal": account}
    assert permissions == {
        "service-url-permission": {
            **both,
            "statementId": "url-aws-iam",
            "action": "lambda:InvokeFunctionUrl",
            "functionUrlAuthType": "AWS_IAM",
        },
        "service-invoke-permission": {
            **both,
            "statementId": "url-invoke-aws-iam",
            "action": "lambda:InvokeFunction",
            "invokedViaFunctionUrl": True,
        },
    }
    assert set(permissions) <= set(asked["service-url"].options["after"])


def test_pain_31_the_url_and_the_adapter_stream_together() -> None:
    """One word for both, which no variable of the user's can undo."""
    asked, _ = function()
    variables = asked["service-function"].inputs["environment"]["variables"]
    assert asked["service-url"].inputs == {
        "functionName": "service",
        "qualifier": "live",
        "authorizationType": "AWS_IAM",
        "invokeMode": "RESPONSE_STREAM",
    }
    assert variables["AWS_LWA_INVOKE_MODE"] == "response_stream"
    for name in ("AWS_LWA_INVOKE_MODE", "AWS_LWA_PORT", "PORT"):
        (problem,) = function_problems("service", {**ARGS, "env": {name: "buffered"}})
        assert problem == f"`env` sets {name}, which follows from other arguments; remove it"


def test_pain_32_a_cold_start_near_ten_seconds_is_an_alarm() -> None:
    """Read from both reports that Lambda writes: of a start that went well, and of one cut off."""
    asked, _ = function()
    alarm = asked["service-init"].inputs
    assert alarm == {
        "name": "service-init",
        "alarmDescription": "service: A cold start takes over 8 s; AWS ends it at 10.",
        "namespace": "Shipshape/service",
        "metricName": "InitDuration",
        "statistic": "Maximum",
        "period": 60,
        "evaluationPeriods": 1,
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 8000,
        "treatMissingData": "notBreaching",
        "tags": {"managed-by": "pulumi", "shipshape:component": "LambdaService/service"},
    }
    for name, pattern, value in (
        (
            "init-reports",
            '{ ($.type = "platform.report") && ($.record.metrics.initDurationMs >= 0) }',
            "$.record.metrics.initDurationMs",
        ),
        (
            "init-failures",
            '{ ($.type = "platform.initReport") && ($.record.metrics.durationMs >= 0) }',
            "$.record.metrics.durationMs",
        ),
    ):
        assert asked[f"service-{name}"].inputs == {
            "name": f"service-{name}",
            "logGroupName": "/aws/lambda/service",
            "pattern": pattern,
            "metricTransformation": {
                "name": "InitDuration",
                "namespace": "Shipshape/service",
                "value": value,
                "unit": "Milliseconds",
            },
        }


def test_pain_32_a_longer_start_is_told_of_the_way_round() -> None:
    """The adapter reports ready at once, and waits inside the first request."""
    args = {**ARGS, "startup_budget": 60}
    assert function_warnings("service", args) == [
        (
            "`startup_budget` (60 s) is above the 10 s that AWS gives a cold start: a longer one "
            "is cut off and repeated inside the first request; set `async_init` to true"
        )
    ]
    assert function_warnings("service", {**args, "async_init": True}) == []
    assert function_warnings("service", {**ARGS, "startup_budget": 10}) == []
    variables = _asked("function", async_init=True)["environment"]["variables"]
    assert variables["AWS_LWA_ASYNC_INIT"] == "true"
    assert "AWS_LWA_ASYNC_INIT" not in _asked("function")["environment"]["variables"]


def test_pain_33_another_digest_is_another_version_behind_the_alias() -> None:
    """Published each time; the alias has its number from the function, and waits for its alarms."""
    asked, outputs = function()
    assert asked["service-function"].inputs["publish"] is True
    assert asked["service-alias"].inputs["functionVersion"] == outputs["version"]
    assert set(outputs["alarms"]) <= set(asked["service-alias"].options["after"])
    assert "service-function" in asked["service-alias"].options["after"]
    behind = ("url", "url-permission", "invoke-permission", "events")
    assert {asked[f"service-{name}"].inputs["qualifier"] for name in behind} == {"live"}
