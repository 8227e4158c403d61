"""Rights of a function's role: its own logs, its own queue, its own secrets, traces; no more.

But for the network, nothing here follows from a version. The version that serves goes on starting
instances while another one is released, and for good if that fails; a right that went with a secret
which the new version does without would be missed by all of those.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_NETWORK = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
]


@dataclass(frozen=True)
class Rights:
    """What a function needs, by ARN."""

    function: str
    log_group: str
    queue: str
    secrets: str
    parameters: str
    in_vpc: bool


def trust_policy() -> str:
    """Lambda may take the role, nobody else."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    return _document([statement])


def role_policy(rights: Rights) -> str:
    """The role's only policy. Making log groups is not in it: ours has its retention set."""
    statements = [
        _allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], f"{rights.log_group}:*"),
        # X-Ray knows no resources.
        _allow("Traces", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*"),
        _allow("Failures", ["sqs:SendMessage"], rights.queue),
        _allow("Secrets", ["secretsmanager:GetSecretValue"], rights.secrets),
        _allow("Parameters", ["ssm:GetParameter", "ssm:GetParameters"], rights.parameters),
    ]
    if rights.in_vpc:
        statements += _network(rights.function)
    return _document(statements)


def _network(function: str) -> list[dict[str, Any]]:
    """Lambda itself needs them, under the function's role; the function's code does not.

    EC2 knows no resources for most of these, so the code is kept out by a condition.
    """
    deny = {**_allow("NetworkNotForCode", _NETWORK, "*"), "Effect": "Deny"}
    condition = {"ArnEquals": {"lambda:SourceFunctionArn": [function]}}
    return [_allow("Network", _NETWORK, "*"), {**deny, "Condition": condition}]


def _allow(sid: str, actions: Sequence[str], resource: str) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}


def _document(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
