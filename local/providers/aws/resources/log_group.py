"""CloudWatch log groups."""

from local.providers.aws import tagging
from local.providers.aws.asking import Account
from local.providers.aws.kind import (
    REGION,
    TAGS,
    TAGS_ALL,
    Kind,
    Naming,
    Properties,
    Update,
)
from local.providers.aws.property import Property, Setter, answered, asked

_RETENTION = Property("retentionInDays", "retentionInDays", default=0)
_KEY = Property("kmsKeyId", "kmsKeyId")
_NEW = (
    Property("name", "logGroupName", replaces=True),
    _KEY,
    Property("logGroupClass", "logGroupClass", Setter.COMPUTED, replaces=True),
)
_PROPERTIES = (
    *_NEW,
    _RETENTION,
    Property("skipDestroy", default=False, local=True),
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "arn", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging("logs", "resourceArn", tags="tags", keys="tagKeys", listed=False)


def _create(account: Account, inputs: Properties) -> Properties:
    account.ask("logs", "create_log_group", **asked(_NEW, inputs), tags=inputs.get("tags") or {})
    return {}


def _complete(account: Account, known: Properties) -> None:
    """The creation takes no retention: it is said afterwards, and only where there is one."""
    if known.get(_RETENTION.name):
        days = asked((_RETENTION,), known)
        account.ask("logs", "put_retention_policy", logGroupName=known["name"], **days)


def _read(account: Account, known: Properties) -> Properties | None:
    name = known["name"]
    groups = account.all("logs", "describe_log_groups", "logGroups", logGroupNamePrefix=name)
    told = next((one for one in groups if one["logGroupName"] == name), None)
    if told is None:
        return None
    found = answered(_PROPERTIES, told)
    found["arn"] = str(found["arn"]).removesuffix(":*")
    listing = account.ask("logs", "list_tags_for_resource", resourceArn=found["arn"])
    return {**found, **tagging.both(listing.get("tags"))}


def _update(account: Account, update: Update) -> None:
    name = {"logGroupName": update.wanted["name"]}
    if update.touches((_RETENTION,)) and not update.wanted.get(_RETENTION.name):
        account.ask("logs", "delete_retention_policy", **name)
    if update.touches((_KEY,)):
        key = asked((_KEY,), update.wanted)
        call = "associate_kms_key" if key else "disassociate_kms_key"
        account.ask("logs", call, **name, **key)
    _TAGGING.change(account, update.known["arn"], update)


def _delete(account: Account, known: Properties) -> None:
    account.ask("logs", "delete_log_group", logGroupName=known["name"])


LOG_GROUP = Kind(
    type="aws:cloudwatch/logGroup:LogGroup",
    title="CloudWatch Logs Log Group",
    properties=_PROPERTIES,
    create=_create,
    complete=_complete,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=512),
)
"""A log group; without a retention its lines are kept for ever."""
