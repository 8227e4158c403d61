"""A function's settings: which there are, what they are by default, what Lambda refuses."""

import json
from collections.abc import Mapping
from typing import Any

from local.aws.control.state import Region, Settings
from local.aws.errors import AwsError, invalid
from local.aws.protocol import Parameters

NAMES = (
    "Role", "Description", "Timeout", "MemorySize", "VpcConfig", "DeadLetterConfig", "Environment",
    "KMSKeyArn", "TracingConfig", "ImageConfig", "EphemeralStorage", "LoggingConfig",
    "FileSystemConfigs",
)  # fmt: skip

MAXIMUM_SECONDS = 900
MAXIMUM_MIB = 10240
"""Both from AWS, "Lambda quotas"; the service's model allows more, for other kinds of functions."""

_MAXIMUM_ENVIRONMENT = 4096
_RESERVED = frozenset(
    (
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_RUNTIME_API",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_ACCESS_KEY",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    )
)  # fmt: skip
"""Variables that Lambda sets itself and lets nobody else set."""


def initial(region: Region, parameters: Parameters) -> Settings:
    """The settings of a new function. Raises AwsError for what Lambda refuses."""
    defaults = {
        "Description": "",
        "Timeout": 3,
        "MemorySize": 128,
        "TracingConfig": {"Mode": "PassThrough"},
        "EphemeralStorage": {"Size": 512},
        "Architectures": parameters.get("Architectures", ["x86_64"]),
        "LoggingConfig": {},
    }
    return merged(region, str(parameters["FunctionName"]), defaults, parameters)


def merged(region: Region, name: str, before: Settings, parameters: Parameters) -> Settings:
    """The settings after a change. Raises AwsError for what Lambda refuses."""
    given = {key: parameters[key] for key in NAMES if key in parameters}
    after = {**before, **given}
    after["LoggingConfig"] = _logging(name, after["LoggingConfig"])
    if "VpcConfig" in given:
        after["VpcConfig"] = _network(region, given["VpcConfig"])
    _check(region, after, given)
    return after


def _check(region: Region, settings: Settings, given: Mapping[str, Any]) -> None:
    for name, most in (("Timeout", MAXIMUM_SECONDS), ("MemorySize", MAXIMUM_MIB)):
        if settings[name] > most:
            raise AwsError(
                "ValidationException",
                f"1 validation error detected: Value '{settings[name]}' at "
                f"'{name[:1].lower()}{name[1:]}' failed to satisfy constraint: "
                f"Member must have value less than or equal to {most}",
            )
    _check_environment(settings.get("Environment", {}).get("Variables", {}))
    if "Role" in given and not region.services.assumable(str(given["Role"])):
        raise invalid("The role defined for the function cannot be assumed by Lambda.")


def _check_environment(variables: Mapping[str, str]) -> None:
    reserved = sorted(_RESERVED & variables.keys())
    if reserved:
        raise invalid(
            "Lambda was unable to configure your environment variables because the environment "
            "variables you have provided contains reserved keys that are currently not supported "
            f"for modification. Reserved keys used in this request: {', '.join(reserved)}"
        )
    text = json.dumps(variables, separators=(",", ":"), ensure_ascii=False)
    if len(text.encode()) > _MAXIMUM_ENVIRONMENT:
        raise invalid(
            "Lambda was unable to configure your environment variables because the environment "
            f"variables you have provided exceeded the 4KB limit. String measured: {text}"
        )


def _logging(name: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    base = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{name}"}
    if given.get("LogFormat") == "JSON":
        base |= {"ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO"}
    return {**base, **given}


def _network(region: Region, given: Mapping[str, Any]) -> Mapping[str, Any]:
    found = {"SubnetIds": [], "SecurityGroupIds": [], "Ipv6AllowedForDualStack": False, **given}
    networks = {subnet: region.services.network_of(subnet) for subnet in found["SubnetIds"]}
    for subnet, network in networks.items():
        if network is None:
            raise invalid(
                "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. "
                f"EC2 Error Message: The subnet ID '{subnet}' does not exist"
            )
    return {**found, "VpcId": next(iter(networks.values()), "")}
