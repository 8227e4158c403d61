"""What becomes of asynchronous calls: retries, and where the failed ones go."""

import time
from collections.abc import Mapping
from typing import Any

from local.aws.control.finding import function, named, qualified
from local.aws.control.state import Function, Region
from local.aws.errors import missing
from local.aws.protocol import Parameters

_SETTINGS = ("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig")


def put(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """PutFunctionEventInvokeConfig: what is not given is unset."""
    found, qualifier = qualified(region, parameters)
    found.destinations[qualifier] = {}
    return update(region, parameters)


def update(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """UpdateFunctionEventInvokeConfig: what is not given stays."""
    found, qualifier = qualified(region, parameters)
    config = _config(found, qualifier)
    config |= {name: parameters[name] for name in _SETTINGS if name in parameters}
    config |= {"FunctionArn": f"{found.arn}:{qualifier or '$LATEST'}", "LastModified": time.time()}
    config.setdefault("DestinationConfig", {"OnSuccess": {}, "OnFailure": {}})
    return config


def get(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetFunctionEventInvokeConfig."""
    found, qualifier = qualified(region, parameters)
    return _config(found, qualifier)


def list_all(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListFunctionEventInvokeConfigs."""
    found = function(region, parameters)
    return {"FunctionEventInvokeConfigs": list(found.destinations.values())}


def delete(region: Region, parameters: Parameters) -> None:
    """DeleteFunctionEventInvokeConfig."""
    found, qualifier = qualified(region, parameters)
    _config(found, qualifier)
    del found.destinations[named(parameters)[1]]


def _config(found: Function, qualifier: str) -> dict[str, Any]:
    if qualifier not in found.destinations:
        raise missing(
            f"The function {found.arn}:{qualifier or '$LATEST'} doesn't have an EventInvokeConfig"
        )
    return found.destinations[qualifier]
