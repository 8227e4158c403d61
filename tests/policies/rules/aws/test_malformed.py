"""AWS resources with what should not stand there: every rule must answer."""

from typing import Any

import pytest

from policies.rules import registered
from policies.rules.aws import tokens
from policies.rules.judge import judge_world
from policies.rules.model import Rule, Subject, Verdict
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import World
from policies.rules.unknown import Unknown

ODD: list[Any] = [None, "text", 7, True, [], ["a"], [None], {}, {"a": None}, [[1]], 1.5, ""]
NAMES = """
    tracingConfig deadLetterConfig vpcConfig reservedConcurrentExecutions codeSigningConfigArn
    timeout memorySize imageUri packageType runtime environment kmsKeyArn authorizationType
    principal sourceArn name retentionInDays loggingConfig imageTagMutability policy repository
    imageScanningConfiguration encryptionConfigurations functionName destinationConfig
""".split()  # noqa: SIM905  # a list of words reads best as words
TYPES = sorted(value for name, value in vars(tokens).items() if name.isupper())
RULES = [one for one in registered().values() if one.subject is Subject.RESOURCE]


def _broken(rule: Rule, properties: dict[str, Any]) -> list[str]:
    resources = tuple(Resource(token, properties, "it") for token in TYPES)
    results = judge_world([rule], World(resources=resources))
    return [one.message for one in results if "could not judge" in one.message]


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.id)
def test_odd_property(rule: Rule) -> None:
    """No rule breaks on a property of another type, nor on one that is not known yet."""
    for name in NAMES:
        for odd in [*ODD, Unknown(name)]:
            assert (_broken(rule, {name: odd}), name, odd) == ([], name, odd)
            assert (_broken(rule, {name: {"variables": odd, "mode": odd}}), name) == ([], name)


def test_all_unknown() -> None:
    """Where nothing is known no rule passes what it would look at."""
    properties = {name: Unknown(name) for name in NAMES}
    results = judge_world(RULES, World(resources=(Resource(tokens.FUNCTION, properties, "it"),)))
    verdicts = {one.rule.id: one.verdict for one in results}
    mine = {one for one in verdicts if one.startswith("lambda-")}
    assert {one: verdicts[one] for one in mine} == dict.fromkeys(mine, Verdict.UNKNOWN)
