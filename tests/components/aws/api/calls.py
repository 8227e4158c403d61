"""From a resource as it is asked of the engine to the calls that make it.

Each input is taken once; one that is left over is one that nobody would have checked.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.components.aws.states import ROLE
from tests.components.recording import SECRET, Asked


class Call(NamedTuple):
    """One call: the service and the operation in its own words, and the parameters."""

    service: str
    operation: str
    params: dict[str, Any]


Inputs = dict[str, Any]


def calls(asked: Asked) -> list[Call]:
    """The calls that make a resource. Raises ValueError for an input that no call takes."""
    inputs: Inputs = _opened(asked.inputs)
    made = _MAKERS[asked.type](inputs)
    if inputs:
        raise ValueError(f"{asked.type}: no call takes {', '.join(inputs)}")
    return made


def _opened(value: Any) -> Any:
    """Secrets as AWS gets them."""
    if isinstance(value, dict):
        return (
            _opened(value[SECRET]) if SECRET in value else {k: _opened(v) for k, v in value.items()}
        )
    return [_opened(one) for one in value] if isinstance(value, list) else value


def _taken(inputs: Inputs, names: Mapping[str, str]) -> dict[str, Any]:
    """The inputs of these names that are there, under the names of the API."""
    return {theirs: inputs.pop(ours) for ours, theirs in names.items() if ours in inputs}


def _capital(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name[0].upper() + name[1:]: one for name, one in value.items()}


def _pairs(tags: Mapping[str, str], key: str = "Key") -> list[dict[str, str]]:
    return [{key: name, "Value": value} for name, value in tags.items()]


def _function(inputs: Inputs) -> list[Call]:
    reserved = inputs.pop("reservedConcurrentExecutions", None)
    params = {
        "Code": {"ImageUri": inputs.pop("imageUri")},
        "Environment": _capital(inputs.pop("environment")),
        "TracingConfig": _capital(inputs.pop("tracingConfig")),
        "LoggingConfig": _capital(inputs.pop("loggingConfig")),
        **_taken(
            inputs,
            {
                "name": "FunctionName",
                "role": "Role",
                "packageType": "PackageType",
                "architectures": "Architectures",
                "memorySize": "MemorySize",
                "timeout": "Timeout",
                "publish": "Publish",
                "tags": "Tags",
            },
        ),
    }
    if "vpcConfig" in inputs:
        params["VpcConfig"] = _capital(inputs.pop("vpcConfig"))
    made = [Call("lambda", "CreateFunction", params)]
    if reserved is not None:
        limit = {
            "FunctionName": params["FunctionName"],
            "ReservedConcurrentExecutions": reserved,
        }
        made.append(Call("lambda", "PutFunctionConcurrency", limit))
    return made


def _event_config(inputs: Inputs) -> list[Call]:
    failed = inputs.pop("destinationConfig")["onFailure"]
    params = {
        "DestinationConfig": {"OnFailure": _capital(failed)},
        **_taken(inputs, {"functionName": "FunctionName", "qualifier": "Qualifier"}),
    }
    return [Call("lambda", "PutFunctionEventInvokeConfig", params)]


def _repository(inputs: Inputs) -> list[Call]:
    name = inputs.pop("name")
    (encryption,) = inputs.pop("encryptionConfigurations")
    params = {
        "repositoryName": name,
        "encryptionConfiguration": encryption,
        "tags": _pairs(inputs.pop("tags")),
        **_taken(
            inputs,
            {
                same: same
                for same in (
                    "imageTagMutability",
                    "imageTagMutabilityExclusionFilters",
                    "imageScanningConfiguration",
                )
            },
        ),
    }
    force = {"repositoryName": name, "force": inputs.pop("forceDelete")}
    return [Call("ecr", "CreateRepository", params), Call("ecr", "DeleteRepository", force)]


def _role(inputs: Inputs) -> list[Call]:
    params = {"Tags": _pairs(inputs.pop("tags")), "RoleName": ROLE} | _taken(
        inputs,
        {
            "name": "RoleName",
            "assumeRolePolicy": "AssumeRolePolicyDocument",
            "description": "Description",
        },
    )
    return [Call("iam", "CreateRole", params)]


def _log_group(inputs: Inputs) -> list[Call]:
    name, days = inputs.pop("name"), inputs.pop("retentionInDays")
    made = {"logGroupName": name, "tags": inputs.pop("tags")}
    kept = {"logGroupName": name, "retentionInDays": days}
    return [Call("logs", "CreateLogGroup", made), Call("logs", "PutRetentionPolicy", kept)]


def _metric_filter(inputs: Inputs) -> list[Call]:
    metric = inputs.pop("metricTransformation")
    names = {
        "name": "metricName",
        "namespace": "metricNamespace",
        "value": "metricValue",
        "unit": "unit",
    }
    params = {
        "metricTransformations": [{names[key]: value for key, value in metric.items()}],
        **_taken(
            inputs,
            {"logGroupName": "logGroupName", "name": "filterName", "pattern": "filterPattern"},
        ),
    }
    return [Call("logs", "PutMetricFilter", params)]


def _query(query: Inputs) -> dict[str, Any]:
    if "metric" not in query:
        return _capital(query)
    metric = dict(query["metric"])
    measured = {
        "Dimensions": _pairs(metric.pop("dimensions"), "Name"),
        "Namespace": metric.pop("namespace"),
        "MetricName": metric.pop("metricName"),
    }
    rest = {name: one for name, one in query.items() if name != "metric"}
    return {**_capital(rest), "MetricStat": {"Metric": measured, **_capital(metric)}}


def _alarm(inputs: Inputs) -> list[Call]:
    queries = inputs.pop("metricQueries", [])
    params = {
        "AlarmName": inputs.pop("name"),
        "Dimensions": _pairs(inputs.pop("dimensions", {}), "Name"),
        "Tags": _pairs(inputs.pop("tags")),
        **({"Metrics": [_query(one) for one in queries]} if queries else {}),
        **_capital(inputs),
    }
    inputs.clear()  # the other names are the API's; a wrong one is found by its model
    return [Call("cloudwatch", "PutMetricAlarm", params)]


def _queue(inputs: Inputs) -> list[Call]:
    attributes = {
        "MessageRetentionPeriod": str(inputs.pop("messageRetentionSeconds")),
        "SqsManagedSseEnabled": str(inputs.pop("sqsManagedSseEnabled")).lower(),
    }
    params = {
        "QueueName": inputs.pop("name"),
        "Attributes": attributes,
        "tags": inputs.pop("tags"),
    }
    return [Call("sqs", "CreateQueue", params)]


def _secret(inputs: Inputs) -> list[Call]:
    name, days = inputs.pop("name"), inputs.pop("recoveryWindowInDays")
    made = {"Name": name, "Tags": _pairs(inputs.pop("tags"))} | _taken(
        inputs, {"description": "Description"}
    )
    window = {"ForceDeleteWithoutRecovery": True} if days == 0 else {"RecoveryWindowInDays": days}
    return [
        Call("secretsmanager", "CreateSecret", made),
        Call("secretsmanager", "DeleteSecret", {"SecretId": name, **window}),
    ]


def _parameter(inputs: Inputs) -> list[Call]:
    params = {"Tags": _pairs(inputs.pop("tags"))} | _taken(
        inputs, {"name": "Name", "type": "Type", "value": "Value", "description": "Description"}
    )
    return [Call("ssm", "PutParameter", params)]


def _plain(
    service: str, operation: str, names: Mapping[str, str]
) -> Callable[[Inputs], list[Call]]:
    """A resource whose inputs are the call's parameters under other names."""
    return lambda inputs: [Call(service, operation, _taken(inputs, names))]


_MAKERS: dict[str, Callable[[Inputs], list[Call]]] = {
    "aws:lambda/function:Function": _function,
    "aws:lambda/alias:Alias": _plain(
        "lambda",
        "CreateAlias",
        {
            "name": "Name",
            "functionName": "FunctionName",
            "functionVersion": "FunctionVersion",
            "description": "Description",
        },
    ),
    "aws:lambda/functionUrl:FunctionUrl": _plain(
        "lambda",
        "CreateFunctionUrlConfig",
        {
            "functionName": "FunctionName",
            "qualifier": "Qualifier",
            "authorizationType": "AuthType",
            "invokeMode": "InvokeMode",
        },
    ),
    "aws:lambda/permission:Permission": _plain(
        "lambda",
        "AddPermission",
        {
            "function": "FunctionName",
            "qualifier": "Qualifier",
            "action": "Action",
            "principal": "Principal",
            "statementId": "StatementId",
            "functionUrlAuthType": "FunctionUrlAuthType",
            "invokedViaFunctionUrl": "InvokedViaFunctionUrl",
        },
    ),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": _event_config,
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": _plain(
        "lambda",
        "PutProvisionedConcurrencyConfig",
        {
            "functionName": "FunctionName",
            "qualifier": "Qualifier",
            "provisionedConcurrentExecutions": "ProvisionedConcurrentExecutions",
        },
    ),
    "aws:ecr/repository:Repository": _repository,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": _plain(
        "ecr",
        "PutLifecyclePolicy",
        {"repository": "repositoryName", "policy": "lifecyclePolicyText"},
    ),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": _plain(
        "ecr", "SetRepositoryPolicy", {"repository": "repositoryName", "policy": "policyText"}
    ),
    "aws:iam/role:Role": _role,
    "aws:iam/rolePolicy:RolePolicy": _plain(
        "iam",
        "PutRolePolicy",
        {"role": "RoleName", "name": "PolicyName", "policy": "PolicyDocument"},
    ),
    "aws:cloudwatch/logGroup:LogGroup": _log_group,
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": _metric_filter,
    "aws:cloudwatch/metricAlarm:MetricAlarm": _alarm,
    "aws:sqs/queue:Queue": _queue,
    "aws:secretsmanager/secret:Secret": _secret,
    "aws:secretsmanager/secretVersion:SecretVersion": _plain(
        "secretsmanager",
        "PutSecretValue",
        {"secretId": "SecretId", "secretString": "SecretString"},
    ),
    "aws:ssm/parameter:Parameter": _parameter,
}

TRANSLATED = frozenset(_MAKERS)
"""The types whose calls are known."""
