"""Secrets of the Secrets Manager, without their values."""

from local.providers.aws import forms, tagging
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

_SERVICE = "secretsmanager"
_NAME = Property("name", "Name", replaces=True)
_ABOUT = (
    Property("description", "Description", blank=""),
    Property("kmsKeyId", "KmsKeyId", blank=""),
)
_POLICY = Property("policy", "ResourcePolicy", Setter.COMPUTED, forms.DOCUMENT)
_WINDOW = Property("recoveryWindowInDays", default=30, local=True)
_PROPERTIES = (
    _NAME,
    *_ABOUT,
    _POLICY,
    _WINDOW,
    Property("forceOverwriteReplicaSecret", default=False, local=True),
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "ARN", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging(_SERVICE, "SecretId")


def _create(account: Account, inputs: Properties) -> Properties:
    tags = tagging.listed(inputs.get("tags"))
    new = asked((_NAME, *_ABOUT), inputs)
    told = account.ask(_SERVICE, "create_secret", **new, Tags=tags)
    return {"arn": told["ARN"]}


def _complete(account: Account, known: Properties) -> None:
    if policy := asked((_POLICY,), known):
        account.ask(_SERVICE, "put_resource_policy", SecretId=known["arn"], **policy)


def _read(account: Account, known: Properties) -> Properties | None:
    secret = {"SecretId": known["arn"]}
    told = account.ask(_SERVICE, "describe_secret", **secret)
    if told.get("DeletedDate"):
        return None
    found = answered(_PROPERTIES, told)
    policy = account.ask(_SERVICE, "get_resource_policy", **secret).get("ResourcePolicy")
    return {**found, "policy": policy, **tagging.both(told.get("Tags"))}


def _update(account: Account, update: Update) -> None:
    arn = update.known["arn"]
    if update.touches(_ABOUT):
        about = asked(_ABOUT, update.wanted, update=True)
        account.ask(_SERVICE, "update_secret", SecretId=arn, **about)
    _TAGGING.change(account, arn, update)


def _delete(account: Account, known: Properties) -> None:
    days = known.get(_WINDOW.name, _WINDOW.default)
    how = {"RecoveryWindowInDays": days} if days else {"ForceDeleteWithoutRecovery": True}
    account.ask(_SERVICE, "delete_secret", SecretId=known["arn"], **how)


SECRET = Kind(
    type="aws:secretsmanager/secret:Secret",
    title="Secrets Manager Secret",
    properties=_PROPERTIES,
    identity=lambda known: str(known["arn"]),
    located=lambda identity: {"arn": identity},
    create=_create,
    complete=_complete,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=512),
)
"""A secret; what it hides are its versions."""
