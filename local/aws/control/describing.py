"""How the service shows what it knows: the shapes of Lambda's answers."""

from datetime import datetime
from typing import Any

from local.aws.control.state import LATEST, Alias, Function, Revision

_PENDING = {
    "State": "Pending",
    "StateReason": "The function is being created.",
    "StateReasonCode": "Creating",
}
_UPDATING = {
    "LastUpdateStatus": "InProgress",
    "LastUpdateStatusReason": "The function is being created.",
    "LastUpdateStatusReasonCode": "Creating",
}


def configuration(function: Function, revision: Revision, qualifier: str = "") -> dict[str, Any]:
    """A FunctionConfiguration."""
    settings = revision.settings
    shown = {
        "FunctionName": function.name,
        "FunctionArn": arn(function, revision, qualifier),
        **{name: value for name, value in settings.items() if name != "ImageConfig"},
        "Description": revision.description or settings["Description"],
        "CodeSize": 0,
        "CodeSha256": revision.image.digest.partition(":")[2],
        "Version": revision.version,
        "LastModified": stamp(revision.modified),
        "RevisionId": revision.revision_id,
        "PackageType": "Image",
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
        **_state(revision),
    }
    if settings.get("ImageConfig"):
        shown["ImageConfigResponse"] = {"ImageConfig": settings["ImageConfig"]}
    return shown


def arn(function: Function, revision: Revision, qualifier: str = "") -> str:
    """The ARN that an answer shows: with the qualifier that was asked for, or the version."""
    if qualifier:
        return f"{function.arn}:{qualifier}"
    return function.arn if revision.version == LATEST else f"{function.arn}:{revision.version}"


def alias(function: Function, found: Alias) -> dict[str, Any]:
    """An AliasConfiguration."""
    shown: dict[str, Any] = {
        "AliasArn": f"{function.arn}:{found.name}",
        "Name": found.name,
        "FunctionVersion": found.version,
        "Description": found.description,
        "RevisionId": found.revision_id,
    }
    if found.weights:
        shown["RoutingConfig"] = {"AdditionalVersionWeights": dict(found.weights)}
    return shown


def stamp(when: datetime) -> str:
    """A time as Lambda writes it: milliseconds, and the offset without a colon."""
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}+0000"


def _state(revision: Revision) -> dict[str, str]:
    if revision.settled:
        return {"State": "Active", "LastUpdateStatus": "Successful"}
    if revision.created:
        return {**_PENDING, **_UPDATING}
    return {"State": "Active", "LastUpdateStatus": "InProgress"}
