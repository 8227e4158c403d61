"""Creating, changing, reading and deleting functions."""

import time
from collections.abc import Mapping
from typing import Any

from local.aws.control import settings
from local.aws.control.describing import configuration
from local.aws.control.finding import (
    changeable,
    function,
    named,
    qualified,
    revision,
    same_revision,
)
from local.aws.control.images import Image
from local.aws.control.publishing import publish
from local.aws.control.state import LATEST, Function, Region, Revision, Settings
from local.aws.errors import conflict, invalid, missing
from local.aws.protocol import Parameters

Answer = Mapping[str, Any] | None


def create(region: Region, parameters: Parameters) -> Answer:
    """CreateFunction, for images: a function Pending, and version 1 when asked to publish."""
    name, _ = named(parameters)
    if name in region.functions:
        raise conflict(f"Function already exist: {name}")
    if parameters.get("PackageType") != "Image":
        raise invalid("The stand-in runs images only: PackageType must be Image.")
    image = _image(region, parameters.get("Code", {}))
    found = Function(
        name,
        region.name,
        _revision(region, image, settings.initial(region, parameters), created=True),
        tags=dict(parameters.get("Tags", {})),
    )
    region.functions[name] = found
    shown = publish(region, found) if parameters.get("Publish") else found.latest
    return configuration(found, shown)


def update_code(region: Region, parameters: Parameters) -> Answer:
    """UpdateFunctionCode: another image, maybe another architecture, maybe published at once."""
    found = _to_change(region, parameters)
    image = _image(region, parameters)
    architectures = parameters.get("Architectures", found.latest.settings["Architectures"])
    if parameters.get("DryRun"):
        return configuration(found, found.latest)
    after = {**found.latest.settings, "Architectures": architectures}
    _change(region, found, _revision(region, image, after))
    shown = publish(region, found) if parameters.get("Publish") else found.latest
    return configuration(found, shown)


def update_configuration(region: Region, parameters: Parameters) -> Answer:
    """UpdateFunctionConfiguration: what is not given stays as it was."""
    found = _to_change(region, parameters)
    after = settings.merged(region, found.name, found.latest.settings, parameters)
    _change(region, found, _revision(region, found.latest.image, after))
    return configuration(found, found.latest)


def get(region: Region, parameters: Parameters) -> Answer:
    """GetFunction: configuration, image and tags."""
    found, qualifier = qualified(region, parameters)
    shown = revision(found, qualifier)
    answer: dict[str, Any] = {
        "Configuration": configuration(found, shown, qualifier),
        "Code": {
            "RepositoryType": "ECR",
            "ImageUri": shown.image.uri,
            "ResolvedImageUri": shown.image.resolved,
        },
    }
    if found.tags:
        answer["Tags"] = dict(found.tags)
    if found.reserved is not None:
        answer["Concurrency"] = {"ReservedConcurrentExecutions": found.reserved}
    return answer


def get_configuration(region: Region, parameters: Parameters) -> Answer:
    """GetFunctionConfiguration."""
    found, qualifier = qualified(region, parameters)
    return configuration(found, revision(found, qualifier), qualifier)


def list_all(region: Region, parameters: Parameters) -> Answer:
    """ListFunctions, with all versions when asked."""
    shown = []
    for found in region.functions.values():
        revisions = [found.latest]
        if parameters.get("FunctionVersion") == "ALL":
            revisions += found.versions.values()
        shown += [configuration(found, each) for each in revisions]
    return {"Functions": shown}


def delete(region: Region, parameters: Parameters) -> None:
    """DeleteFunction: the whole function, or one version that no alias points to."""
    found, version = function(region, parameters), named(parameters)[1]
    if not version:
        del region.functions[found.name]
        region.deleted(found)
    elif version == LATEST:
        raise invalid("$LATEST version cannot be deleted without deleting the function.")
    elif version not in found.versions:
        raise missing(f"Function not found: {found.arn}:{version}")
    else:
        _delete_version(found, version)
        region.changed(found)


def _delete_version(found: Function, version: str) -> None:
    pointing = [
        each.name
        for each in found.aliases.values()
        if version == each.version or version in each.weights
    ]
    if pointing:
        raise conflict(
            f"Alias(es) {', '.join(pointing)} of function {found.name} point to version {version}. "
            "Remove the aliases before deleting the version."
        )
    del found.versions[version]


def _to_change(region: Region, parameters: Parameters) -> Function:
    found = function(region, parameters)
    same_revision(parameters.get("RevisionId"), found.latest.revision_id)
    changeable(found)
    return found


def _change(region: Region, found: Function, after: Revision) -> None:
    found.latest = after
    region.changed(found)


def _image(region: Region, code: Mapping[str, Any]) -> Image:
    if not code.get("ImageUri"):
        raise invalid("Please provide ImageUri when updating a function with packageType Image.")
    return region.image_of(str(code["ImageUri"]))


def _revision(region: Region, image: Image, after: Settings, *, created: bool = False) -> Revision:
    return Revision(LATEST, image, after, time.monotonic() + region.settle_seconds, created)
