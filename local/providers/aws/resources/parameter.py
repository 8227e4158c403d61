"""Parameters of the Systems Manager."""

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

_VALUE = Property("value", "Value", Setter.COMPUTED, secret=True)
_BARE = Property("insecureValue", "Value", Setter.COMPUTED)
_OVERWRITE = Property("overwrite", local=True)
_TYPES = ("String", "StringList", "SecureString")
_ABOUT = (
    Property("allowedPattern", "AllowedPattern", blank=""),
    Property("dataType", "DataType", Setter.COMPUTED),
    Property("description", "Description", blank=""),
    Property("keyId", "KeyId", Setter.COMPUTED),
    Property("tier", "Tier", Setter.COMPUTED),
    Property("type", "Type", Setter.REQUIRED, choices=_TYPES),
)
_NAME = Property("name", "Name", replaces=True)
_PROPERTIES = (
    _NAME,
    *_ABOUT,
    _VALUE,
    _BARE,
    _OVERWRITE,
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "ARN", Setter.COMPUTED),
    Property("version", "Version", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging(
    "ssm",
    "ResourceId",
    put="add_tags_to_resource",
    remove="remove_tags_from_resource",
    fixed={"ResourceType": "Parameter"},
)


def _arguments(wanted: Properties, *, update: bool = False) -> Properties:
    arguments = asked((_NAME, *_ABOUT), wanted, update=update)
    value = wanted.get(_VALUE.name) or wanted.get(_BARE.name)
    if wanted.get("type") != "SecureString":
        arguments.pop("KeyId", None)
    return {**arguments, "Value": value or ""}


def _create(account: Account, inputs: Properties) -> Properties:
    arguments = _arguments(inputs)
    if inputs.get(_OVERWRITE.name):
        arguments["Overwrite"] = True  # which AWS does not take together with tags
    else:
        arguments["Tags"] = tagging.listed(inputs.get("tags"))
    account.ask("ssm", "put_parameter", **arguments)
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    name = known["name"]
    told = account.ask("ssm", "get_parameter", Name=name, WithDecryption=True)["Parameter"]
    filters = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
    about = account.all("ssm", "describe_parameters", "Parameters", ParameterFilters=filters)
    found = answered(_PROPERTIES, {**told, **(about[0] if about else {})})
    found.pop(_BARE.name if known.get(_BARE.name) is None else _VALUE.name)
    whom = {"ResourceType": "Parameter", "ResourceId": name}
    listing = account.ask("ssm", "list_tags_for_resource", **whom)
    return {**found, **tagging.both(listing["TagList"])}


def _update(account: Account, update: Update) -> None:
    if update.touches((*_ABOUT, _VALUE, _BARE)):
        arguments = _arguments(update.wanted, update=True)
        account.ask("ssm", "put_parameter", **arguments, Overwrite=True)
    _TAGGING.change(account, update.wanted["name"], update)


def _delete(account: Account, known: Properties) -> None:
    account.ask("ssm", "delete_parameter", Name=known["name"])


PARAMETER = Kind(
    type="aws:ssm/parameter:Parameter",
    title="SSM Parameter",
    properties=_PROPERTIES,
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=2048),
    renewed=("version",),
    renewing=frozenset(one.name for one in (*_ABOUT, _VALUE, _BARE)),
)
"""A parameter; `value` is kept secret whatever its type, `insecureValue` is not."""
