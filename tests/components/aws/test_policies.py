"""What our components make passes the policy pack, with no waiver."""

from collections.abc import Iterator
from typing import Any

import pytest

from policies.rules import registered
from policies.rules.judge import judge_world
from policies.rules.model import Profile, Subject, Verdict
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import World
from tests.components.recording import SECRET, Asked

from .making import VPC, WITH_KEYS, function, repository

RULES = [
    one
    for one in registered().values()
    if one.profile is not Profile.OPTIONAL
    and (one.subject is Subject.RESOURCE or one.resource_check is not None)
]
VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "keys": WITH_KEYS,
    "keys in parameters": {**WITH_KEYS, "secret_store": "ssm"},
    "a role of one's own": {"execution_role": "arn:aws:iam::123456789012:role/service"},
    "in a VPC": {"vpc": VPC},
    "arm": {"platform": "linux/arm64", "runtime": "other"},
    "warm": {"reserved_concurrency": 10, "provisioned_concurrency": 2},
}


def _secret_paths(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        if SECRET in value:
            yield path
        for key, item in value.items():
            yield from _secret_paths(item, f"{path}.{key}" if path else str(key))


def _resources(asked: dict[str, Asked]) -> tuple[Resource, ...]:
    return tuple(
        Resource(one.type, one.inputs, name, secrets=frozenset(_secret_paths(one.inputs)))
        for name, one in asked.items()
        if one.type.startswith("aws:")
    )


def _complaints(resources: tuple[Resource, ...]) -> set[tuple[str, str, str]]:
    results = judge_world(RULES, World((), (), resources))
    return {
        (one.rule.id, one.subject.name, one.message)
        for one in results
        if one.verdict is not Verdict.PASS
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_our_function(variant: str) -> None:
    """No rule of baseline, restricted or serving fails, and none is left open."""
    asked, _ = function(**VARIANTS[variant])
    assert _complaints(_resources(asked)) == set()


def test_a_url_for_anyone_is_reported_with_its_reason() -> None:
    """Nothing else is: whoever waives the rule reads why."""
    asked, _ = function(url_auth="NONE", url_auth_reason="A demo.")
    everyone = "everyone may call the function"
    assert _complaints(_resources(asked)) == {
        (
            "lambda-url-auth",
            "service-url",
            'anyone may call the function, at your cost; its tag says why: "A demo."',
        ),
        ("lambda-public", "service-url-permission", everyone),
        ("lambda-public", "service-invoke-permission", everyone),
    }


def test_our_repository() -> None:
    """The same for the place of its images."""
    asked, _ = repository()
    assert _complaints(_resources(asked)) == set()


def test_every_rule_on_functions_and_repositories_is_asked() -> None:
    """A pass that nobody asked for would prove nothing."""
    resources = _resources({**function(**WITH_KEYS)[0], **repository()[0]})
    asked = {one.rule.id for one in judge_world(RULES, World((), (), resources))}
    assert asked >= {
        "lambda-url-auth",
        "lambda-public",
        "lambda-tracing",
        "lambda-dlq",
        "lambda-timeout-memory-set",
        "lambda-image-digest",
        "lambda-log-retention",
        "lambda-env-secret",
        "lambda-stream-pair",
        "lambda-url-permissions",
        "lambda-alias-version",
        "ecr-immutable",
        "ecr-scan",
        "ecr-lifecycle",
        "ecr-public",
    }
