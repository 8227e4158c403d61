"""Small facts of a function that providers read and write: tags, signing, recursion, quotas."""

from collections.abc import Mapping
from typing import Any

from local.aws.control.finding import function
from local.aws.control.state import Function, Region
from local.aws.protocol import Parameters


def tags(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListTags."""
    return {"Tags": dict(_tagged(region, parameters).tags)}


def tag(region: Region, parameters: Parameters) -> None:
    """TagResource."""
    _tagged(region, parameters).tags.update(parameters["Tags"])


def untag(region: Region, parameters: Parameters) -> None:
    """UntagResource."""
    found = _tagged(region, parameters)
    for key in parameters["TagKeys"]:
        found.tags.pop(key, None)


def signing(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetFunctionCodeSigningConfig: images have none."""
    return {"CodeSigningConfigArn": "", "FunctionName": function(region, parameters).name}


def recursion(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetFunctionRecursionConfig, and PutFunctionRecursionConfig when there is something to put."""
    found = function(region, parameters)
    found.recursion = str(parameters.get("RecursiveLoop", found.recursion))
    return {"RecursiveLoop": found.recursion}


def runtime(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetRuntimeManagementConfig."""
    return {"UpdateRuntimeOn": "Auto", "FunctionArn": function(region, parameters).arn}


def account(region: Region, _: Parameters) -> Mapping[str, Any]:
    """GetAccountSettings, with the quotas of a new account."""
    reserved = sum(each.reserved or 0 for each in region.functions.values())
    limit = {
        "TotalCodeSize": 80530636800,
        "CodeSizeUnzipped": 262144000,
        "CodeSizeZipped": 52428800,
        "ConcurrentExecutions": 1000,
        "UnreservedConcurrentExecutions": 1000 - reserved,
    }
    usage = {"TotalCodeSize": 0, "FunctionCount": len(region.functions)}
    return {"AccountLimit": limit, "AccountUsage": usage}


def _tagged(region: Region, parameters: Parameters) -> Function:
    return function(region, {"FunctionName": parameters["Resource"]})
