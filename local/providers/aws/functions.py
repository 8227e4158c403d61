"""The provider functions that programs call, and their answers."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from local.providers.aws.asking import Account, doing
from local.providers.aws.configuration import ELSEWHERE
from local.providers.aws.session import Session
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import Secret, reveal

Arguments = Mapping[str, Any]


def invoke(session: Session, token: str, arguments: Arguments) -> dict[str, Any]:
    """Answer a function.

    Raises ProviderError for a function that is not answered.
    """
    if token not in _FUNCTIONS:
        raise ProviderError(f"{token} is not answered here: {ELSEWHERE}")
    given = reveal(arguments)
    return _FUNCTIONS[token](session.account(str(given.get("region", ""))), given)


def _caller(account: Account, _: Arguments) -> dict[str, Any]:
    with doing("reading STS Caller Identity"):
        told = account.ask("sts", "get_caller_identity")
    number = told["Account"]
    return {"accountId": number, "arn": told["Arn"], "id": number, "userId": told["UserId"]}


def _partition_data(account: Account) -> tuple[dict[str, Any], dict[str, Any]]:
    """What botocore ships of a region's partition, and of the region."""
    from botocore.session import get_session

    data = get_session().get_component("data_loader").load_data("partitions")
    for one in data["partitions"]:
        if account.region in one["regions"]:
            return one["outputs"], one["regions"][account.region]
    return data["partitions"][0]["outputs"], {}


def _region(account: Account, _: Arguments) -> dict[str, Any]:
    outputs, about = _partition_data(account)
    return {
        "description": about.get("description", ""),
        "endpoint": f"ec2.{account.region}.{outputs['dnsSuffix']}",
        "id": account.region,
        "name": account.region,
        "region": account.region,
    }


def _partition(account: Account, _: Arguments) -> dict[str, Any]:
    outputs, _about = _partition_data(account)
    return {
        "dnsSuffix": outputs["dnsSuffix"],
        "id": outputs["name"],
        "partition": outputs["name"],
        "reverseDnsPrefix": ".".join(reversed(outputs["dnsSuffix"].split("."))),
    }


def _token(account: Account, given: Arguments) -> dict[str, Any]:
    registries = [given["registryId"]] if given.get("registryId") else []
    asking = {"registryIds": registries} if registries else {}
    with doing("reading ECR Authorization Token"):
        told = account.ask("ecr", "get_authorization_token", **asking)["authorizationData"][0]
    user, _, password = base64.b64decode(told["authorizationToken"]).decode().partition(":")
    return {
        **({"registryId": registries[0]} if registries else {}),
        "authorizationToken": Secret(told["authorizationToken"]),
        "expiresAt": f"{told['expiresAt']:%Y-%m-%dT%H:%M:%SZ}",
        "id": account.region,
        "password": Secret(password),
        "proxyEndpoint": told["proxyEndpoint"],
        "region": account.region,
        "userName": user,
    }


_FUNCTIONS: Mapping[str, Callable[[Account, Arguments], dict[str, Any]]] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": _token,
    "aws:index/getCallerIdentity:getCallerIdentity": _caller,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getRegion:getRegion": _region,
}
"""What is answered, by the function's token."""
