"""Function URLs: their configuration. `local.aws.running.urls` answers them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local.aws.control.describing import stamp
from local.aws.control.finding import function, named, qualified
from local.aws.control.state import Function, Region
from local.aws.errors import conflict, invalid, missing
from local.aws.protocol import Parameters

_SETTINGS = ("AuthType", "Cors", "InvokeMode")


def create(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """CreateFunctionUrlConfig, for $LATEST or an alias."""
    found, qualifier = qualified(region, parameters)
    if qualifier and qualifier not in found.aliases:
        raise invalid("Function URLs can be created for $LATEST or an alias, not for a version.")
    if qualifier in found.urls:
        raise conflict(
            f"Failed to create function url config for {_arn(found, qualifier)}. "
            "Error message:  FunctionUrlConfig exists for this Lambda function"
        )
    now = stamp(datetime.now(UTC))
    found.urls[qualifier] = {
        "FunctionUrl": f"{region.url}/lambda-url/{region.name}/{found.name}/{qualifier or '_'}/",
        "FunctionArn": _arn(found, qualifier),
        "InvokeMode": "BUFFERED",
        **_given(parameters),
        "CreationTime": now,
        "LastModifiedTime": now,
    }
    return found.urls[qualifier]


def update(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """UpdateFunctionUrlConfig."""
    shown = _config(region, parameters)
    shown |= {**_given(parameters), "LastModifiedTime": stamp(datetime.now(UTC))}
    return shown


def get(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetFunctionUrlConfig."""
    return _config(region, parameters)


def list_all(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListFunctionUrlConfigs."""
    return {"FunctionUrlConfigs": list(function(region, parameters).urls.values())}


def delete(region: Region, parameters: Parameters) -> None:
    """DeleteFunctionUrlConfig."""
    _config(region, parameters)
    del function(region, parameters).urls[named(parameters)[1]]


def _config(region: Region, parameters: Parameters) -> dict[str, Any]:
    found = function(region, parameters).urls.get(named(parameters)[1])
    if found is None:
        raise missing("The resource you requested does not exist.")
    return found


def _given(parameters: Parameters) -> dict[str, Any]:
    return {name: parameters[name] for name in _SETTINGS if name in parameters}


def _arn(found: Function, qualifier: str) -> str:
    return f"{found.arn}:{qualifier}" if qualifier else found.arn
