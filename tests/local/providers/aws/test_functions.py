"""The provider functions that programs call."""

from typing import Any
from unittest.mock import ANY

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol.properties import Secret, decode, encode
from tests.local.providers.aws.account import ACCOUNT, REGION
from tests.local.providers.aws.conftest import Served


def _asked(served: Served, token: str, **arguments: Any) -> dict[str, Any]:
    request = proto.InvokeRequest(tok=token, args=encode(arguments))
    return decode(getattr(served.stub.Invoke(request), "return"))


def test_who_we_are(served: Served) -> None:
    """The account, by which programs write ARNs."""
    told = _asked(served, "aws:index/getCallerIdentity:getCallerIdentity")
    assert told == {"accountId": ACCOUNT, "arn": ANY, "id": ACCOUNT, "userId": ANY}


@pytest.mark.parametrize(
    ("region", "description"),
    [(REGION, "Europe (Frankfurt)"), ("us-east-1", "US East (N. Virginia)")],
)
def test_where_we_are(served: Served, region: str, description: str) -> None:
    """The region, of the provider or asked for, as AWS calls it."""
    arguments = {} if region == REGION else {"region": region}
    assert _asked(served, "aws:index/getRegion:getRegion", **arguments) == {
        "description": description,
        "endpoint": f"ec2.{region}.amazonaws.com",
        "id": region,
        "name": region,
        "region": region,
    }


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [(REGION, "aws", "amazonaws.com"), ("cn-north-1", "aws-cn", "amazonaws.com.cn")],
)
def test_the_partition(served: Served, region: str, partition: str, suffix: str) -> None:
    """Of the region."""
    assert _asked(served, "aws:index/getPartition:getPartition", region=region) == {
        "dnsSuffix": suffix,
        "id": partition,
        "partition": partition,
        "reverseDnsPrefix": ".".join(reversed(suffix.split("."))),
    }


def test_the_way_into_the_registry(served: Served) -> None:
    """User and password for a push; neither the token nor the password is shown."""
    told = _asked(served, "aws:ecr/getAuthorizationToken:getAuthorizationToken")
    assert told == {
        "authorizationToken": Secret(ANY),
        "expiresAt": ANY,
        "id": REGION,
        "password": Secret(ANY),
        "proxyEndpoint": ANY,
        "region": REGION,
        "userName": "AWS",
    }


def test_other_functions_are_refused(served: Served) -> None:
    """With the way out."""
    with pytest.raises(grpc.RpcError) as refused:
        _asked(served, "aws:ec2/getVpc:getVpc")
    assert refused.value.details().startswith("aws:ec2/getVpc:getVpc is not answered here: ")
