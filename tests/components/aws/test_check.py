"""Contradictions in a function's arguments: the sentences, whole."""

import json
from typing import Any

import pulumi
import pytest

from components import function_problems
from components.aws.check import function_warnings, image_problems

from .making import ARGS, IMAGE, VPC, function

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "a cut stream": (
        {"function_timeout": 30},
        (
            "`function_timeout` (30 s) is below `longest_stream` (60 s): AWS would cut a running "
            "stream; use at least 60, or leave `function_timeout` out"
        ),
    ),
    "over AWS' limit": (
        {"function_timeout": 901},
        "`function_timeout` (901 s) is above the 900 s of AWS Lambda",
    ),
    "over AWS' limit by itself": (
        {"longest_stream": 880},
        (
            "`longest_stream` (880 s), `first_token` (30 s) and 30 s together are 940 s, and AWS "
            "Lambda ends a request after 900 s; lower them, or set `function_timeout`"
        ),
    ),
    "a start that no request outlasts": (
        {"startup_budget": 300},
        (
            "`startup_budget` (300 s) is above `function_timeout` (120 s): a start of over 10 s "
            "goes "
            "on inside the first request, which AWS would end; raise `function_timeout`, or lower "
            "`startup_budget`"
        ),
    ),
    "a model's start": (
        {"preset": "model"},
        (
            "`startup_budget` (600 s) is above `function_timeout` (120 s): a start of over 10 s "
            "goes "
            "on inside the first request, which AWS would end; raise `function_timeout`, or lower "
            "`startup_budget`"
        ),
    ),
    "no time": ({"function_timeout": 0}, "`function_timeout` (0) must be 1 or more"),
    "less than no time": ({"longest_stream": -1}, "`longest_stream` (-1) cannot be negative"),
    "no number": ({"port": "x"}, "`port`: 'x' is not a whole number"),
    "preset": ({"preset": "gpu"}, '`preset` ("gpu") is not known; use one of api, model'),
    "too much memory": (
        {"memory": "11Gi"},
        "`memory` (11Gi) must be between 128Mi and 10240Mi on AWS Lambda",
    ),
    "no room for a heap": (
        {"memory": "128Mi"},
        (
            '`memory`: "128Mi" leaves Node no room: it needs 64 MiB of heap and 128 MiB beside it; '
            "use at least 192Mi"
        ),
    ),
    "no memory": (
        {"memory": "1 GB"},
        '`memory`: "1 GB" is not a Kubernetes quantity; use e.g. 512Mi',
    ),
    "throttled at once": (
        {"reserved_concurrency": 0},
        "`reserved_concurrency` (0) must be 1 or more; leave it out for none",
    ),
    "more started than may run": (
        {"reserved_concurrency": 2, "provisioned_concurrency": 3},
        (
            "`provisioned_concurrency` (3) is above `reserved_concurrency` (2): AWS keeps no more "
            "instances started than may run"
        ),
    ),
    "days of logs": (
        {"log_retention": 31},
        "`log_retention` (31) is no number of days that CloudWatch takes; use e.g. 30",
    ),
    "platform": (
        {"platform": "linux/arm64/v8"},
        (
            '`platform` ("linux/arm64/v8") is not one of AWS Lambda; use linux/amd64 or '
            "linux/arm64, "
            "whichever the image was built for"
        ),
    ),
    "a tag": (
        {"image": "registry/app:latest"},
        (
            '`image` ("registry/app:latest") must be `repository@sha256:...`: a tag may move '
            "unseen, "
            "and Lambda refuses a tag beside a digest"
        ),
    ),
    "Lambda's port": (
        {"port": 9001},
        "`port` (9001) is Lambda's own in every instance; use e.g. 8080",
    ),
    "port": ({"port": 80}, "`port` (80) is below 1024, which only root may open; use e.g. 8080"),
    "path": ({"ready_path": "ready"}, '`ready_path` ("ready") must start with a slash'),
    "runtime": (
        {"runtime": "deno"},
        '`runtime` ("deno") is not known; use node or other',
    ),
    "for anyone without a reason": (
        {"url_auth": "NONE", "url_auth_reason": " "},
        (
            "`url_auth` is NONE: anyone may call the service, at your cost; say why in "
            "`url_auth_reason`, or leave `url_auth` out"
        ),
    ),
    "a reason for nothing": (
        {"url_auth_reason": "It is a demo."},
        (
            "`url_auth_reason` says why anyone may call the service, and `url_auth` is AWS_IAM; "
            "remove one"
        ),
    ),
    "access": ({"url_auth": "none"}, '`url_auth` ("none") is not known; use AWS_IAM or NONE'),
    "a role's name": (
        {"execution_role": "service"},
        (
            '`execution_role` ("service") is not the ARN of a role, such as '
            "arn:aws:iam::123456789012:role/service"
        ),
    ),
    "no subnet": (
        {"vpc": {**VPC, "subnet_ids": []}},
        "`vpc.subnet_ids` is empty; name at least one, such as subnet-0a1b2c3d",
    ),
    "a security group's name": (
        {"vpc": {**VPC, "security_group_ids": ["default"]}},
        '`vpc.security_group_ids` has "default", which does not look like sg-0a1b2c3d',
    ),
    "an action's name": (
        {"alarm_actions": ["alarms"]},
        '`alarm_actions` has "alarms", which is not an ARN; use e.g. the ARN of an SNS topic',
    ),
    "store": (
        {"secret_store": "vault"},
        '`secret_store` ("vault") is not known; use secretsmanager or ssm',
    ),
    "tracing": (
        {"tracing": "active"},
        '`tracing` ("active") is not known; use Active or PassThrough',
    ),
    "no version": (
        {"serve_version": "$LATEST"},
        '`serve_version` ("$LATEST") is not a published version; use its number',
    ),
    "a provider without a key": (
        {"providers": ["openai"]},
        "`api_keys` has no key for openai, which `providers` declares",
    ),
    "a secret in plain text": (
        {"env": {"STRIPE_API_KEY": "x"}},
        "`env` sets STRIPE_API_KEY, which looks like a secret, in plain text; move it to `secrets`",
    ),
    "a variable of Lambda": (
        {"env": {"AWS_REGION": "eu-west-1"}},
        "`env` sets AWS_REGION, which Lambda sets itself and refuses to take; remove it",
    ),
    "a credential that Lambda sets": (
        {"env": {"AWS_SECRET_ACCESS_KEY": "x"}},
        "`env` sets AWS_SECRET_ACCESS_KEY, which Lambda sets itself and refuses to take; remove it",
    ),
    "a secret in place of the role's": (
        {"secrets": {"AWS_SECRET_ACCESS_KEY": "not-a-real-key"}},
        (
            "`secrets` sets AWS_SECRET_ACCESS_KEY, which Lambda sets itself and refuses to take; "
            "remove it"
        ),
    ),
    "a secret port": (
        {"secrets": {"PORT": "8081"}},
        "`secrets` sets PORT, which follows from other arguments; remove it",
    ),
    "a name that Lambda does not take": (
        {"env": {"_DEBUG": "1"}},
        (
            "`env` sets _DEBUG, and AWS Lambda takes names of two characters or more that begin "
            "with a letter; rename it"
        ),
    ),
    "a variable of ours": (
        {"env": {"AWS_LWA_INVOKE_MODE": "buffered"}},
        "`env` sets AWS_LWA_INVOKE_MODE, which follows from other arguments; remove it",
    ),
    "a setting of another target": (
        {"replicas": 2},
        "`replicas` means nothing on AWS Lambda; remove it",
    ),
    "a label that is no tag": (
        {"labels": {"why": "a, b"}},
        (
            '`labels` has "why: a, b", which AWS takes as no tag; use letters, digits, spaces and '
            "_.:/=+-@, 128 characters before and 256 after the colon"
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_contradiction(case: str) -> None:
    """One sentence, and no other."""
    args, sentence = CASES[case]
    assert function_problems("service", {**ARGS, **args}) == [sentence]


@pytest.mark.parametrize("name", ["Service", "1st", "a_b", "a" * 52, "-a", "a-", ""])
def test_names(name: str) -> None:
    """What AWS would refuse later, or what belongs to the function could not be called."""
    assert function_problems(name, ARGS) == [
        (
            f'the name "{name}" cannot name a function and what belongs to it: use lower-case '
            "letters, digits and dashes, at most 51 characters, a letter first"
        )
    ]


def test_a_name_leaves_room_for_that_of_its_role() -> None:
    """The engine adds to it; with a role of one's own only Lambda's own limit counts."""
    assert function_problems("a" * 51, ARGS) == []
    mine = {**ARGS, "execution_role": "arn:aws:iam::123456789012:role/mine"}
    assert function_problems("a" * 64, mine) == []
    (sentence,) = function_problems("a" * 65, mine)
    assert "at most 64 characters" in sentence


def _room() -> int:
    """The longest TEXT that is let through."""
    low, high = 0, 4096
    while low < high:
        middle = (low + high + 1) // 2
        fits = not function_problems("service", {**ARGS, "env": {"TEXT": "x" * middle}})
        low, high = (middle, high) if fits else (low, middle - 1)
    return low


def test_the_environment_is_measured_as_aws_measures_it() -> None:
    """As one JSON map of 4096 bytes: what is let through is what AWS takes, to the byte."""
    asked, _ = function(env={"TEXT": "x" * _room()})
    variables = asked["service-function"].inputs["environment"]["variables"]
    assert len(json.dumps(variables, separators=(",", ":"))) == 4096


def test_references_to_secrets_count() -> None:
    """As long as they will be, and with the signs that JSON adds to those within JSON."""
    room = {"env": {"TEXT": "x" * 3000}}
    assert function_problems("service", {**ARGS, **room}) == []
    secrets = {f"SECRET_{number}": "not-a-real-value" for number in range(8)}
    (sentence,) = function_problems("service", {**ARGS, **room, "secrets": secrets})
    assert sentence.startswith("the environment has 4")
    assert sentence.endswith(
        "bytes, and AWS Lambda takes 4096; shorten `env`, or let the service read a file or a "
        "parameter"
    )


def test_all_at_once() -> None:
    """Nobody likes to be told one thing at a time."""
    args = {"function_timeout": 1, "port": 0, "url_auth": "NONE", "log_retention": 2}
    assert len(function_problems("service", {**ARGS, **args})) == 4


def test_what_only_the_engine_knows_is_not_judged() -> None:
    """Outputs, and an image that the program adds later."""
    later = pulumi.Output.from_input("anything")
    args = {**ARGS, "image": later, "execution_role": later, "alarm_actions": [later]}
    assert function_problems("service", args) == []
    assert function_problems("service", {}) == []


@pytest.mark.parametrize(
    "image", [IMAGE.replace("@", ":c-1@"), "app@sha256:abc", "", f"a b/{IMAGE}"]
)
def test_images_that_lambda_refuses(image: str) -> None:
    """A tag beside the digest, half a digest, nothing."""
    assert len(image_problems(image)) == 1


def test_a_registry_with_a_port_is_no_tag() -> None:
    """As on a developer's machine."""
    assert image_problems(IMAGE.replace("amazonaws.com", "amazonaws.com:5001")) == []


def test_a_function_in_a_vpc_is_warned_of() -> None:
    """Its calls to model providers hang where there is no NAT gateway."""
    assert function_warnings("service", {**ARGS, "vpc": VPC, "providers": ["openai"]}) == [
        (
            "`vpc`: a function in a VPC has no way to the internet of its own; to call openai and "
            "the secret store its subnets need a route to a NAT gateway, or requests hang until "
            "they time out"
        )
    ]
    assert function_warnings("service", ARGS) == []
