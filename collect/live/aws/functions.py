"""Lambda functions, their aliases and addresses."""

from collections.abc import Mapping
from typing import Any

from .resource import Asked, Data, chosen, tags
from .session import Clients

_FUNCTION = {
    "FunctionName": "name",
    "FunctionArn": "arn",
    "Architectures": "architectures",
    "CodeSha256": "codeSha256",
    "Description": "description",
    "Handler": "handler",
    "KMSKeyArn": "kmsKeyArn",
    "LastModified": "lastModified",
    "MemorySize": "memorySize",
    "PackageType": "packageType",
    "Role": "role",
    "Runtime": "runtime",
    "Timeout": "timeout",
    "Version": "version",
}
_BLOCKS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "DeadLetterConfig": ("deadLetterConfig", {"TargetArn": "targetArn"}),
    "EphemeralStorage": ("ephemeralStorage", {"Size": "size"}),
    "LoggingConfig": (
        "loggingConfig",
        {
            "ApplicationLogLevel": "applicationLogLevel",
            "LogFormat": "logFormat",
            "LogGroup": "logGroup",
            "SystemLogLevel": "systemLogLevel",
        },
    ),
    "SnapStart": ("snapStart", {"ApplyOn": "applyOn"}),
    "TracingConfig": ("tracingConfig", {"Mode": "mode"}),
    "VpcConfig": (
        "vpcConfig",
        {
            "Ipv6AllowedForDualStack": "ipv6AllowedForDualStack",
            "SecurityGroupIds": "securityGroupIds",
            "SubnetIds": "subnetIds",
        },
    ),
}
_IMAGE = {
    "Command": "commands",
    "EntryPoint": "entryPoints",
    "WorkingDirectory": "workingDirectory",
}
_CORS = {
    "AllowCredentials": "allowCredentials",
    "AllowHeaders": "allowHeaders",
    "AllowMethods": "allowMethods",
    "AllowOrigins": "allowOrigins",
    "ExposeHeaders": "exposeHeaders",
    "MaxAge": "maxAge",
}
_UNRESERVED = -1


def function(clients: Clients, asked: Asked) -> Data:
    """A function as it is deployed, with the hash of its code and the image that its tag meant.

    `codeSha256` is of what runs, whoever uploaded it: the hash that is declared is that of a file.
    """
    answer = clients("lambda", asked.region).get_function(FunctionName=asked.id)
    told, code = answer["Configuration"], answer.get("Code") or {}
    found = chosen(told, _FUNCTION)
    for theirs, (ours, names) in _BLOCKS.items():
        found[ours] = chosen(told[theirs], names) if told.get(theirs) else None
    found |= chosen(code, {"ImageUri": "imageUri", "ResolvedImageUri": "resolvedImageUri"})
    found |= _concurrency(answer)
    found["environment"] = {"variables": (told.get("Environment") or {}).get("Variables") or {}}
    found["layers"] = [one["Arn"] for one in told.get("Layers") or ()]
    found["fileSystemConfig"] = _file_system(told)
    found["imageConfig"] = chosen(
        (told.get("ImageConfigResponse") or {}).get("ImageConfig") or {}, _IMAGE
    )
    found["tags"] = tags(answer.get("Tags") or {})
    return found


def alias(clients: Clients, asked: Asked) -> Data:
    """An alias: the version that it stands for, and how much goes to another one."""
    name, version = _parts(asked)
    answer = clients("lambda", asked.region).get_alias(FunctionName=name, Name=version)
    found = chosen(
        answer,
        {
            "AliasArn": "arn",
            "Description": "description",
            "FunctionVersion": "functionVersion",
            "Name": "name",
        },
    )
    weights = (answer.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    found["routingConfig"] = {"additionalVersionWeights": weights} if weights else None
    return {**found, "functionName": name}


def function_url(clients: Clients, asked: Asked) -> Data:
    """The address of a function or of its alias: who may call it, and from where."""
    name, _, qualifier = asked.id.partition("/")
    more = {"Qualifier": qualifier} if qualifier else {}
    answer = clients("lambda", asked.region).get_function_url_config(FunctionName=name, **more)
    found = chosen(
        answer,
        {
            "AuthType": "authorizationType",
            "FunctionArn": "functionArn",
            "FunctionUrl": "functionUrl",
            "InvokeMode": "invokeMode",
        },
    )
    found["cors"] = chosen(answer["Cors"], _CORS) if answer.get("Cors") else None
    return {**found, "functionName": name, "qualifier": qualifier or None}


def _concurrency(answer: Mapping[str, Any]) -> Data:
    reserved = (answer.get("Concurrency") or {}).get("ReservedConcurrentExecutions")
    return {"reservedConcurrentExecutions": _UNRESERVED if reserved is None else reserved}


def _file_system(told: Mapping[str, Any]) -> Data | None:
    listed = told.get("FileSystemConfigs") or [None]
    names = {"Arn": "arn", "LocalMountPath": "localMountPath"}
    return chosen(listed[0], names) if listed[0] else None


def _parts(asked: Asked) -> tuple[str, str]:
    """The function's and the alias's name, out of the alias's ARN."""
    name, _, version = asked.id.partition(":function:")[2].partition(":")
    return name, version
