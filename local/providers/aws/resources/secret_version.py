"""The values of secrets of the Secrets Manager."""

import base64

from local.providers.aws import forms
from local.providers.aws.asking import Account
from local.providers.aws.forms import Form
from local.providers.aws.kind import REGION, Kind, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.protocol.failures import ProviderError

_SERVICE = "secretsmanager"
_CURRENT = "AWSCURRENT"
_BASE64 = Form(base64.b64decode, lambda data: base64.b64encode(data).decode(), str)
_STAGES = Property("versionStages", "VersionStages", Setter.COMPUTED, forms.SET)
_PROPERTIES = (
    Property("secretId", "SecretId", Setter.REQUIRED, replaces=True),
    Property("secretString", "SecretString", secret=True, replaces=True),
    Property("secretBinary", "SecretBinary", form=_BASE64, secret=True, replaces=True),
    _STAGES,
    REGION,
    Property("arn", "ARN", Setter.OUTPUT),
    Property("secretArn", "ARN", Setter.OUTPUT),
    Property("versionId", "VersionId", Setter.OUTPUT),
)


def _create(account: Account, inputs: Properties) -> Properties:
    told = account.ask(_SERVICE, "put_secret_value", **asked(_PROPERTIES, inputs))
    return {"versionId": told["VersionId"]}


def _read(account: Account, known: Properties) -> Properties | None:
    """A version without a stage is as good as deleted: AWS removes it when it likes to."""
    which = {"SecretId": known["secretId"], "VersionId": known["versionId"]}
    told = account.ask(_SERVICE, "describe_secret", SecretId=known["secretId"])
    stages = told.get("VersionIdsToStages", {}).get(known["versionId"])
    if told.get("DeletedDate") or not stages:
        return None
    found = answered(_PROPERTIES, account.ask(_SERVICE, "get_secret_value", **which))
    return {**found, "secretId": known["secretId"], "versionStages": stages}


def _update(account: Account, update: Update) -> None:
    old, new = _stages(update.known), _stages(update.wanted)
    for stage in sorted(new - old):
        _move(account, update.known, stage, "MoveToVersionId")
    for stage in sorted(old - new - {_CURRENT}):
        _move(account, update.known, stage, "RemoveFromVersionId")


def _stages(known: Properties) -> set[str]:
    return set(known.get(_STAGES.name) or ())


def _move(account: Account, known: Properties, stage: str, how: str) -> None:
    where = {"SecretId": known["secretId"], "VersionStage": stage, how: known["versionId"]}
    account.ask(_SERVICE, "update_secret_version_stage", **where)


def _delete(account: Account, known: Properties) -> None:
    """The current version stays: AWS lets nobody remove it but with its secret."""
    live = _read(account, known)
    for stage in sorted(_stages(live or {}) - {_CURRENT}):
        _move(account, known, stage, "RemoveFromVersionId")


def _parts(identity: str) -> Properties:
    secret, _, version = identity.rpartition("|")
    if not secret:
        raise ProviderError(f"{identity!r} is not <secret ARN>|<version id>")
    return {"secretId": secret, "versionId": version}


SECRET_VERSION = Kind(
    type="aws:secretsmanager/secretVersion:SecretVersion",
    title="Secrets Manager Secret Version",
    properties=_PROPERTIES,
    identity=lambda known: f"{known['secretId']}|{known['versionId']}",
    located=_parts,
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    label="secretId",
)
"""A value of a secret; another value is another version."""
