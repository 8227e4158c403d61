"""How much of a function may run at once: reserved for all of it, provisioned for a version."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local.aws.control.describing import stamp
from local.aws.control.finding import function, named, qualified
from local.aws.control.state import LATEST, Function, Region
from local.aws.errors import AwsError, invalid
from local.aws.protocol import Parameters


def reserve(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """PutFunctionConcurrency."""
    found = function(region, parameters)
    found.reserved = int(parameters["ReservedConcurrentExecutions"])
    return {"ReservedConcurrentExecutions": found.reserved}


def reserved(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetFunctionConcurrency; empty when nothing is reserved."""
    found = function(region, parameters).reserved
    return {} if found is None else {"ReservedConcurrentExecutions": found}


def release(region: Region, parameters: Parameters) -> None:
    """DeleteFunctionConcurrency."""
    function(region, parameters).reserved = None


def provision(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """PutProvisionedConcurrencyConfig, for a version or an alias."""
    found, qualifier = qualified(region, parameters)
    if qualifier in {"", LATEST}:
        raise invalid(
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
        )
    found.provisioned[qualifier] = int(parameters["ProvisionedConcurrentExecutions"])
    return _provisioned(found, qualifier)


def provisioned(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetProvisionedConcurrencyConfig."""
    found, qualifier = qualified(region, parameters)
    if qualifier not in found.provisioned:
        raise AwsError(
            "ProvisionedConcurrencyConfigNotFoundException",
            "No Provisioned Concurrency Config found for this function",
            404,
        )
    return _provisioned(found, qualifier)


def list_provisioned(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListProvisionedConcurrencyConfigs."""
    found = function(region, parameters)
    return {
        "ProvisionedConcurrencyConfigs": [
            {"FunctionArn": f"{found.arn}:{each}", **_provisioned(found, each)}
            for each in found.provisioned
        ]
    }


def unprovision(region: Region, parameters: Parameters) -> None:
    """DeleteProvisionedConcurrencyConfig."""
    function(region, parameters).provisioned.pop(named(parameters)[1], None)


def _provisioned(found: Function, qualifier: str) -> dict[str, Any]:
    count = found.provisioned[qualifier]
    return {
        "RequestedProvisionedConcurrentExecutions": count,
        "AvailableProvisionedConcurrentExecutions": count,
        "AllocatedProvisionedConcurrentExecutions": count,
        "Status": "READY",
        "LastModified": stamp(datetime.now(UTC)),
    }
