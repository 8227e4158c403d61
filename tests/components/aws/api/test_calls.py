"""Every argument of every resource, against the services' own models."""

import json
from typing import Any

import pytest
from moto.ecr.policy_validation import EcrLifecyclePolicyValidator
from moto.iam.policy_validation import IAMPolicyDocumentValidator

from tests.components.aws.making import VPC, WITH_KEYS, function, repository
from tests.components.recording import Asked

from .calls import TRANSLATED, calls
from .shapes import call_problems

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "keys": WITH_KEYS,
    "keys in parameters": {**WITH_KEYS, "secret_store": "ssm"},
    "a role of one's own": {"execution_role": "arn:aws-cn:iam::123456789012:role/team/service"},
    "everything": {
        **WITH_KEYS,
        "platform": "linux/arm64",
        "vpc": VPC,
        "reserved_concurrency": 10,
        "provisioned_concurrency": 2,
        "memory": "10240Mi",
        "function_timeout": 900,
        "async_init": True,
        "startup_budget": 60,
        "log_retention": 3653,
        "alarm_actions": ["arn:aws:sns:eu-west-1:123456789012:alarms"],
        "serve_version": "3",
        "debug": True,
        "labels": {"app.kubernetes.io/part-of": "the whole"},
    },
    "for anyone": {"url_auth": "NONE", "url_auth_reason": "It's a demo; nothing costs (yet)."},
    "the least": {"memory": "128Mi", "runtime": "other", "function_timeout": 60},
}


def _made(asked: dict[str, Asked]) -> list[Asked]:
    return [one for one in asked.values() if one.type.startswith("aws:")]


def _problems(asked: Asked) -> list[str]:
    return [one for call in calls(asked) for one in call_problems(*call)]


@pytest.mark.parametrize("variant", VARIANTS)
def test_aws_would_take_every_argument_of_a_function(variant: str) -> None:
    """Names, types, enums, patterns and bounds; no input is left unchecked."""
    asked, _ = function(**VARIANTS[variant])
    assert [one for each in _made(asked) for one in _problems(each)] == []


def test_aws_would_take_every_argument_of_a_repository() -> None:
    """The same."""
    asked, _ = repository(repository="team/service", labels={"team": "a"})
    assert [one for each in _made(asked) for one in _problems(each)] == []


def test_each_type_is_made_by_some_variant() -> None:
    """And none is made that has no translation."""
    made = {one.type for args in VARIANTS.values() for one in _made(function(**args)[0])}
    made |= {one.type for one in _made(repository()[0])}
    assert made == TRANSLATED


@pytest.mark.parametrize("variant", ["default", "keys", "keys in parameters", "everything"])
def test_the_roles_policies_are_in_the_language_of_iam(variant: str) -> None:
    """Statements, actions, resources and conditions as IAM reads them."""
    asked, _ = function(**VARIANTS[variant])
    IAMPolicyDocumentValidator(asked["service-role-policy"].inputs["policy"]).validate()
    trust = json.loads(asked["service-role"].inputs["assumeRolePolicy"])
    assert trust["Statement"][0]["Principal"] == {"Service": "lambda.amazonaws.com"}


def test_the_lifecycle_is_in_the_language_of_ecr() -> None:
    """Priorities, selections and counts as ECR reads them."""
    asked, _ = repository()
    EcrLifecyclePolicyValidator(asked["service-lifecycle"].inputs["policy"]).validate()


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "an enum": ("service-url", {"invokeMode": "STREAM"}, "InvokeMode: STREAM is none of"),
    "a pattern": ("service-alias", {"name": "7"}, "Name: 7 does not match"),
    "an upper bound": ("service-function", {"memorySize": 40_000}, "MemorySize: 40000 is above"),
    "a lower bound": ("service-function", {"timeout": 0}, "valid min value: 1"),
    "a type": ("service-logs", {"retentionInDays": "30"}, "Invalid type for parameter"),
    "a length": ("service-role", {"name": "a" * 65}, "RoleName: 65 is above 64"),
    "a nested value": (
        "service-function",
        {"loggingConfig": {"logFormat": "Json"}},
        "LogFormat: Json is none of",
    ),
    "a name of no parameter": ("service-errors", {"treatMissing": "ok"}, "Unknown parameter"),
    "a query of an alarm": (
        "service-answers",
        {"metricQueries": [{"id": "share", "expresion": "1"}]},
        'Unknown parameter in Metrics[0]: "Expresion"',
    ),
    "a tag": ("service-logs", {"tags": {"why": "it's"}}, "tags.why: it's does not match"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_argument_is_caught(case: str) -> None:
    """Each kind of wrong, in a resource that is right but for it."""
    name, change, sentence = WRONG[case]
    asked = function()[0][name]
    wrong = Asked(asked.type, {**asked.inputs, **change}, asked.options)
    assert any(sentence in one for one in _problems(wrong))


def test_an_input_that_no_call_takes_is_caught() -> None:
    """It would have been checked by nobody."""
    asked = function()[0]["service-url"]
    with pytest.raises(ValueError, match="no call takes cors"):
        calls(Asked(asked.type, {**asked.inputs, "cors": {}}, asked.options))
