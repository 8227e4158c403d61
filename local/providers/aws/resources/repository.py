"""ECR repositories."""

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

_MUTABILITY = Property(
    "imageTagMutability",
    "imageTagMutability",
    default="MUTABLE",
    choices=("MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"),
)
_EXCLUSIONS = Property(
    "imageTagMutabilityExclusionFilters",
    "imageTagMutabilityExclusionFilters",
    many=True,
    nested=(
        Property("filter", "filter", Setter.REQUIRED),
        Property("filterType", "filterType", Setter.REQUIRED),
    ),
)
_SCANNING = Property(
    "imageScanningConfiguration",
    "imageScanningConfiguration",
    Setter.COMPUTED,
    nested=(Property("scanOnPush", "scanOnPush", Setter.REQUIRED),),
)
_ENCRYPTION = Property(
    "encryptionConfigurations",
    setter=Setter.COMPUTED,
    many=True,
    replaces=True,
    nested=(
        Property("encryptionType", "encryptionType", default="AES256", choices=("AES256", "KMS")),
        Property("kmsKey", "kmsKey", Setter.COMPUTED),
    ),
)
_PROPERTIES = (
    Property("name", "repositoryName", replaces=True),
    _MUTABILITY,
    _EXCLUSIONS,
    _SCANNING,
    _ENCRYPTION,
    Property("forceDelete", local=True),
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "repositoryArn", Setter.OUTPUT),
    Property("registryId", "registryId", Setter.OUTPUT),
    Property("repositoryUrl", "repositoryUri", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging("ecr", "resourceArn", tags="tags", keys="tagKeys")


def _create(account: Account, inputs: Properties) -> Properties:
    arguments = asked(_PROPERTIES, inputs)
    for block in inputs.get(_ENCRYPTION.name) or ():
        arguments["encryptionConfiguration"] = asked(_ENCRYPTION.nested, block)
    tags = tagging.listed(inputs.get("tags"))
    account.ask("ecr", "create_repository", **arguments, tags=tags)
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    name = known["name"]
    answer = account.ask("ecr", "describe_repositories", repositoryNames=[name])
    told = answer["repositories"][0]
    found = answered(_PROPERTIES, told)
    encryption = told.get("encryptionConfiguration")
    found[_ENCRYPTION.name] = [answered(_ENCRYPTION.nested, encryption)] if encryption else []
    listing = account.ask("ecr", "list_tags_for_resource", resourceArn=found["arn"])
    return {**found, **tagging.both(listing["tags"])}


def _update(account: Account, update: Update) -> None:
    name = {"repositoryName": update.wanted["name"]}
    if update.touches((_MUTABILITY, _EXCLUSIONS)):
        arguments = asked((_MUTABILITY, _EXCLUSIONS), update.wanted)
        account.ask("ecr", "put_image_tag_mutability", **name, **arguments)
    if update.touches((_SCANNING,)):
        arguments = asked((_SCANNING,), update.wanted)
        account.ask("ecr", "put_image_scanning_configuration", **name, **arguments)
    _TAGGING.change(account, update.known["arn"], update)


def _delete(account: Account, known: Properties) -> None:
    force = bool(known.get("forceDelete"))
    account.ask("ecr", "delete_repository", repositoryName=known["name"], force=force)


REPOSITORY = Kind(
    type="aws:ecr/repository:Repository",
    title="ECR Repository",
    properties=_PROPERTIES,
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=256, lower=True),
)
"""A repository of images; `repositoryUrl` is where to push."""
