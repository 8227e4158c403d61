"""Lambda functions: made, changed, published, and waited for."""

from local.providers.aws import tagging
from local.providers.aws.asking import Account
from local.providers.aws.kind import Kind, Naming, Properties, Update
from local.providers.aws.property import answered, asked
from local.providers.aws.resources import function_properties as its
from local.providers.aws.resources.function_waiting import patiently, wait_until_usable

LATEST = "$LATEST"
_TAGGING = tagging.Tagging("lambda", "Resource", listed=False)
_VERSIONS = ("version", "qualifiedArn", "qualifiedInvokeArn")


def _create(account: Account, inputs: Properties) -> Properties:
    arguments = asked((its.NAME, its.PACKAGE, its.ARCHITECTURES, *its.CONFIGURATION), inputs)
    arguments["Code"] = _code(inputs)
    arguments["Publish"] = bool(inputs.get(its.PUBLISH.name))
    arguments["Tags"] = inputs.get("tags") or {}
    patiently(account, "create_function", arguments)
    return {}


def _code(wanted: Properties) -> Properties:
    if image := wanted.get(its.IMAGE.name):
        return {"ImageUri": image}
    names = {"s3Bucket": "S3Bucket", "s3Key": "S3Key", "s3ObjectVersion": "S3ObjectVersion"}
    return {theirs: wanted[ours] for ours, theirs in names.items() if wanted.get(ours)}


def _complete(account: Account, known: Properties) -> None:
    """A function can be invoked, and changed again, only when it has become active."""
    wait_until_usable(account, known["name"])
    reserved = known.get(its.RESERVED.name, its.RESERVED.default)
    name = {"FunctionName": known["name"]}
    if reserved >= 0:
        call = "put_function_concurrency"
        account.ask("lambda", call, **name, ReservedConcurrentExecutions=reserved)


def _read(account: Account, known: Properties) -> Properties | None:
    answer = account.ask("lambda", "get_function", FunctionName=known["name"])
    told = answer["Configuration"]
    told["Layers"] = [one["Arn"] for one in told.get("Layers") or ()] or None
    told["ImageConfig"] = (told.get("ImageConfigResponse") or {}).get("ImageConfig")
    if (told.get("SnapStart") or {}).get("ApplyOn") == "None":
        del told["SnapStart"]
    found = answered(its.PROPERTIES, {**answer.get("Code", {}), **told})
    reserved = (answer.get("Concurrency") or {}).get("ReservedConcurrentExecutions")
    found[its.RESERVED.name] = its.RESERVED.default if reserved is None else reserved
    found |= _addresses(account, str(found["arn"]), _newest(account, known))
    return {**found, **tagging.both(answer.get("Tags"))}


def _newest(account: Account, known: Properties) -> str:
    """The version that was published last."""
    versions = account.all(
        "lambda", "list_versions_by_function", "Versions", FunctionName=known["name"]
    )
    numbers = [int(one["Version"]) for one in versions if one["Version"] != LATEST]
    return str(max(numbers)) if numbers else LATEST


def _addresses(account: Account, arn: str, version: str) -> Properties:
    partition = arn.split(":")[1]
    gateway = f"arn:{partition}:apigateway:{account.region}:lambda:path"
    qualified = f"{arn}:{version}"
    return {
        "version": version,
        "qualifiedArn": qualified,
        "invokeArn": f"{gateway}/2015-03-31/functions/{arn}/invocations",
        "qualifiedInvokeArn": f"{gateway}/2015-03-31/functions/{qualified}/invocations",
        "responseStreamingInvokeArn": (
            f"{gateway}/2021-11-15/functions/{arn}/response-streaming-invocations"
        ),
    }


def _update(account: Account, update: Update) -> None:
    name = {"FunctionName": update.wanted["name"]}
    configured, recoded = update.touches(its.CONFIGURATION), update.touches(its.CODE)
    if configured:
        arguments = _configuration(update)
        patiently(account, "update_function_configuration", {**name, **arguments})
        wait_until_usable(account, name["FunctionName"])
    if recoded:
        code = {**_code(update.wanted), **asked((its.ARCHITECTURES,), update.wanted)}
        patiently(account, "update_function_code", {**name, **code, "Publish": False})
        wait_until_usable(account, name["FunctionName"])
    if update.touches((its.RESERVED,)) and update.wanted[its.RESERVED.name] < 0:
        account.ask("lambda", "delete_function_concurrency", **name)
    _TAGGING.change(account, update.known["arn"], update)
    published = update.wanted.get(its.PUBLISH.name)
    if published and (configured or recoded or update.touches((its.PUBLISH,))):
        patiently(account, "publish_version", name)


def _configuration(update: Update) -> Properties:
    changed = tuple(one for one in its.CONFIGURATION if one.name in update.changed)
    return asked(changed, update.wanted, update=True)


def _delete(account: Account, known: Properties) -> None:
    account.ask("lambda", "delete_function", FunctionName=known["name"])


FUNCTION = Kind(
    type="aws:lambda/function:Function",
    title="Lambda Function",
    properties=its.PROPERTIES,
    create=_create,
    complete=_complete,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=64),
    renewed=(*_VERSIONS, "lastModified", "codeSha256", "sourceCodeHash", "sourceCodeSize"),
    renewing=frozenset(one.name for one in (*its.CODE, *its.CONFIGURATION, its.PUBLISH)),
)
"""A function; `version` is the one that was published last."""
