"""What AWS adds to the inputs of each resource once it is made."""

from collections.abc import Callable, Mapping
from typing import Any

REGION, ACCOUNT = "eu-west-1", "123456789012"
Inputs = Mapping[str, Any]


def computed(token: str, inputs: Inputs) -> dict[str, Any]:
    """The outputs that are not inputs; nothing for a type that our components do not read."""
    make = _STATES.get(token)
    return make(inputs) if make else {}


def arn(service: str, resource: str, *, region: str = REGION) -> str:
    """An ARN in the account of the tests."""
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


def _repository(inputs: Inputs) -> dict[str, Any]:
    name = inputs["name"]
    return {
        "arn": arn("ecr", f"repository/{name}"),
        "registryId": ACCOUNT,
        "repositoryUrl": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{name}",
    }


def _function(inputs: Inputs) -> dict[str, Any]:
    return {"arn": arn("lambda", f"function:{inputs['name']}"), "version": "7"}


def _url(_: Inputs) -> dict[str, Any]:
    return {"functionUrl": f"https://abcdefgh.lambda-url.{REGION}.on.aws/"}


def _log_group(inputs: Inputs) -> dict[str, Any]:
    return {"arn": arn("logs", f"log-group:{inputs['name']}")}


def _queue(inputs: Inputs) -> dict[str, Any]:
    return {"arn": arn("sqs", inputs["name"])}


ROLE = "service-role-0a1b2c3"
"""The name that the provider gave the role."""


def _role(_inputs: Inputs) -> dict[str, Any]:
    """The provider names it: the resource's name and something random."""
    return {"name": ROLE, "arn": arn("iam", f"role/{ROLE}", region="")}


def _secret(inputs: Inputs) -> dict[str, Any]:
    return {"arn": arn("secretsmanager", f"secret:{inputs['name']}-AbCdEf")}


def _secret_version(inputs: Inputs) -> dict[str, Any]:
    return {"versionId": f"version-of-{len(str(inputs['secretString']))}-characters"}


def _parameter(inputs: Inputs) -> dict[str, Any]:
    return {"arn": arn("ssm", f"parameter{inputs['name']}"), "version": 3}


_STATES: dict[str, Callable[[Inputs], dict[str, Any]]] = {
    "aws:ecr/repository:Repository": _repository,
    "aws:lambda/function:Function": _function,
    "aws:lambda/functionUrl:FunctionUrl": _url,
    "aws:cloudwatch/logGroup:LogGroup": _log_group,
    "aws:sqs/queue:Queue": _queue,
    "aws:iam/role:Role": _role,
    "aws:secretsmanager/secret:Secret": _secret,
    "aws:secretsmanager/secretVersion:SecretVersion": _secret_version,
    "aws:ssm/parameter:Parameter": _parameter,
}
