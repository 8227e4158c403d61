"""Every operation that the control plane answers. What is not here, moto answers."""

from collections.abc import Callable, Mapping
from typing import Any

from local.aws.control import (
    aliases,
    attributes,
    concurrency,
    destinations,
    functions,
    permissions,
    publishing,
    urls,
)
from local.aws.control.state import Region
from local.aws.protocol import Parameters

Operation = Callable[[Region, Parameters], Mapping[str, Any] | None]

OPERATIONS: Mapping[str, Operation] = {
    "AddPermission": permissions.add,
    "CreateAlias": aliases.create,
    "CreateFunction": functions.create,
    "CreateFunctionUrlConfig": urls.create,
    "DeleteAlias": aliases.delete,
    "DeleteFunction": functions.delete,
    "DeleteFunctionConcurrency": concurrency.release,
    "DeleteFunctionEventInvokeConfig": destinations.delete,
    "DeleteFunctionUrlConfig": urls.delete,
    "DeleteProvisionedConcurrencyConfig": concurrency.unprovision,
    "GetAccountSettings": attributes.account,
    "GetAlias": aliases.get,
    "GetFunction": functions.get,
    "GetFunctionCodeSigningConfig": attributes.signing,
    "GetFunctionConcurrency": concurrency.reserved,
    "GetFunctionConfiguration": functions.get_configuration,
    "GetFunctionEventInvokeConfig": destinations.get,
    "GetFunctionRecursionConfig": attributes.recursion,
    "GetFunctionUrlConfig": urls.get,
    "GetPolicy": permissions.get,
    "GetProvisionedConcurrencyConfig": concurrency.provisioned,
    "GetRuntimeManagementConfig": attributes.runtime,
    "ListAliases": aliases.list_all,
    "ListFunctionEventInvokeConfigs": destinations.list_all,
    "ListFunctionUrlConfigs": urls.list_all,
    "ListFunctions": functions.list_all,
    "ListProvisionedConcurrencyConfigs": concurrency.list_provisioned,
    "ListTags": attributes.tags,
    "ListVersionsByFunction": publishing.list_versions,
    "PublishVersion": publishing.publish_version,
    "PutFunctionConcurrency": concurrency.reserve,
    "PutFunctionEventInvokeConfig": destinations.put,
    "PutFunctionRecursionConfig": attributes.recursion,
    "PutProvisionedConcurrencyConfig": concurrency.provision,
    "RemovePermission": permissions.remove,
    "TagResource": attributes.tag,
    "UntagResource": attributes.untag,
    "UpdateAlias": aliases.update,
    "UpdateFunctionCode": functions.update_code,
    "UpdateFunctionConfiguration": functions.update_configuration,
    "UpdateFunctionEventInvokeConfig": destinations.update,
    "UpdateFunctionUrlConfig": urls.update,
}
