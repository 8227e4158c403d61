"""Rights of a function's role: whole, statement by statement."""

import json
from typing import Any

import pytest

from components.aws.role_policy import Rights, role_policy, trust_policy

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
]


def _statements(**more: Any) -> list[dict[str, Any]]:
    rights: dict[str, Any] = {
        "function": arn("lambda", "function:service"),
        "log_group": LOGS,
        "queue": QUEUE,
        "secrets": (),
        "secret_store": "secretsmanager",
        "in_vpc": False,
        **more,
    }
    found: list[dict[str, Any]] = json.loads(role_policy(Rights(**rights)))["Statement"]
    return found


def test_the_least() -> None:
    """Its own log streams, traces, its own queue; it may not make log groups."""
    assert _statements() == ALWAYS


@pytest.mark.parametrize(
    ("store", "actions"),
    [
        ("secretsmanager", ["secretsmanager:GetSecretValue"]),
        ("ssm", ["ssm:GetParameter", "ssm:GetParameters"]),
    ],
)
def test_exactly_its_secrets(store: str, actions: list[str]) -> None:
    """By ARN, and only to read them."""
    assert _statements(secrets=("arn:b", "arn:a"), secret_store=store) == [
        *ALWAYS,
        {"Sid": "Secrets", "Effect": "Allow", "Action": actions, "Resource": ["arn:a", "arn:b"]},
    ]


def test_the_network_is_for_lambda_and_not_for_the_code() -> None:
    """The role has the rights, since Lambda uses it; the running function is denied them."""
    assert _statements(in_vpc=True) == [
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
