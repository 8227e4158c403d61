"""Finding what a request names: a function by name or ARN, a version or an alias of it."""

import re

from local.aws.account import ACCOUNT
from local.aws.control.state import LATEST, Alias, Function, Region, Revision
from local.aws.errors import AwsError, conflict, invalid, missing
from local.aws.protocol import Parameters

_NAME = re.compile(
    r"(?:arn:aws[\w-]*:lambda:(?P<region>[\w-]+):\d{12}:function:|\d{12}:(?:function:)?|function:)?"
    r"(?P<name>[\w-]+)(?::(?P<qualifier>[\w$-]+))?"
)


def named(parameters: Parameters) -> tuple[str, str]:
    """The function's name and the qualifier ("" when none is given)."""
    given = str(parameters["FunctionName"])
    found = _NAME.fullmatch(given)
    if found is None:
        raise AwsError("ValidationException", f"{given} is not a function's name or ARN.")
    qualifier = parameters.get("Qualifier") or found["qualifier"] or ""
    if found["qualifier"] and qualifier != found["qualifier"]:
        raise invalid(
            "The derived qualifier from the function name does not match the specified qualifier."
        )
    return found["name"], str(qualifier)


def function(region: Region, parameters: Parameters) -> Function:
    """The function that is named. Raises AwsError when there is none."""
    name, qualifier = named(parameters)
    if name not in region.functions:
        arn = f"arn:aws:lambda:{region.name}:{ACCOUNT}:function:{name}"
        raise missing(f"Function not found: {arn}{qualifier and f':{qualifier}'}")
    return region.functions[name]


def alias(found: Function, name: str) -> Alias:
    """An alias. Raises AwsError when there is none."""
    if name not in found.aliases:
        raise missing(f"Cannot find alias arn: {found.arn}:{name}")
    return found.aliases[name]


def revision(found: Function, qualifier: str) -> Revision:
    """What a qualifier stands for; an alias stands for its main version."""
    if qualifier in {"", LATEST}:
        return found.latest
    version = found.aliases[qualifier].version if qualifier in found.aliases else qualifier
    if version == LATEST:
        return found.latest
    if version not in found.versions:
        raise missing(f"Function not found: {found.arn}:{qualifier}")
    return found.versions[version]


def qualified(region: Region, parameters: Parameters) -> tuple[Function, str]:
    """The function and a qualifier that exists ("" when none is given)."""
    found = function(region, parameters)
    qualifier = named(parameters)[1]
    revision(found, qualifier)
    return found, qualifier


def changeable(found: Function) -> None:
    """Refuse while an earlier change goes on. Raises AwsError."""
    if found.latest.settled:
        return
    if found.latest.created:
        raise conflict(
            "The operation cannot be performed at this time. "
            "The function is currently in the following state: Pending"
        )
    raise conflict(
        "The operation cannot be performed at this time. "
        f"An update is in progress for resource: {found.arn}"
    )


def same_revision(given: object, actual: str) -> None:
    """Refuse a change that was planned on another state. Raises AwsError."""
    if given and given != actual:
        raise AwsError(
            "PreconditionFailedException",
            "The RevisionId provided does not match the latest RevisionId. Call the "
            "GetFunction/GetAlias API to retrieve the latest RevisionId",
            412,
        )
