"""Rights of a function's role: whole, statement by statement."""

import json
from typing import Any

import pytest

from components.aws.role_policy import trust_policy

from .making import VPC, WITH_KEYS, function
from .states import arn

LOGS, QUEUE = arn("logs", "log-group:/aws/lambda/service"), arn("sqs", "service-failures")
NETWORK = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
]
ALWAYS: list[dict[str, Any]] = [
    {
        "Sid": "Logs",
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": f"{LOGS}:*",
    },
    {
        "Sid": "Traces",
        "Effect": "Allow",
        "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        "Resource": "*",
    },
    {"Sid": "Failures", "Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": QUEUE},
    {
        "Sid": "Secrets",
        "Effect": "Allow",
        "Action": ["secretsmanager:GetSecretValue"],
        "Resource": arn("secretsmanager", "secret:service/*"),
    },
    {
        "Sid": "Parameters",
        "Effect": "Allow",
        "Action": ["ssm:GetParameter", "ssm:GetParameters"],
        "Resource": arn("ssm", "parameter/service/*"),
    },
]


def _statements(**more: Any) -> list[dict[str, Any]]:
    policy = function(**more)[0]["service-role-policy"].inputs["policy"]
    found: list[dict[str, Any]] = json.loads(policy)["Statement"]
    return found


def test_the_least() -> None:
    """Its own log streams, traces, its own queue and secrets; it may not make log groups."""
    assert _statements() == ALWAYS


@pytest.mark.parametrize("store", ["secretsmanager", "ssm"])
def test_pain_33_the_version_that_serves_keeps_its_rights(store: str) -> None:
    """The role changes before a version is published: with its secrets the old one would end."""
    assert _statements(**WITH_KEYS, secret_store=store) == _statements() == ALWAYS


def test_every_secret_is_under_the_path_that_may_be_read() -> None:
    """In either store, by the ARN that AWS gives it."""
    for store, sid in (("secretsmanager", "Secrets"), ("ssm", "Parameters")):
        asked, _ = function(**WITH_KEYS, secret_store=store)
        variables = asked["service-function"].inputs["environment"]["variables"]
        (allowed,) = [one["Resource"] for one in _statements() if one["Sid"] == sid]
        arns = json.loads(variables["SHIPSHAPE_SECRETS"]).values()
        assert len(arns) == 2
        assert all(one.startswith(allowed.removesuffix("*")) for one in arns)


def test_the_network_is_for_lambda_and_not_for_the_code() -> None:
    """The role has the rights, since Lambda uses it; the running function is denied them."""
    assert _statements(vpc=VPC) == [
        *ALWAYS,
        {"Sid": "Network", "Effect": "Allow", "Action": NETWORK, "Resource": "*"},
        {
            "Sid": "NetworkNotForCode",
            "Effect": "Deny",
            "Action": NETWORK,
            "Resource": "*",
            "Condition": {
                "ArnEquals": {"lambda:SourceFunctionArn": [arn("lambda", "function:service")]}
            },
        },
    ]


def test_only_lambda_takes_the_role() -> None:
    """Whole."""
    assert json.loads(trust_policy()) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
