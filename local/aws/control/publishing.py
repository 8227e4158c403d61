"""Versions: what $LATEST was when it was published, for good."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from local.aws.control.describing import configuration
from local.aws.control.finding import changeable, function, same_revision
from local.aws.control.state import Function, Region, Revision
from local.aws.errors import invalid
from local.aws.protocol import Parameters


def publish(region: Region, found: Function, description: str = "") -> Revision:
    """The version that holds what $LATEST is: a new one only when it differs from the last."""
    last = found.versions.get(str(found.published))
    if last is not None and last.content == found.latest.content:
        return last
    found.published += 1
    version = replace(
        found.latest,
        version=str(found.published),
        description=description,
        created=True,
        revision_id=str(uuid4()),
    )
    found.versions[version.version] = version
    region.changed(found)
    return version


def publish_version(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """PublishVersion."""
    found = function(region, parameters)
    same_revision(parameters.get("RevisionId"), found.latest.revision_id)
    changeable(found)
    actual = found.latest.image.digest.partition(":")[2]
    wanted = parameters.get("CodeSha256")
    if wanted and wanted != actual:
        raise invalid(
            f"CodeSHA256 ({wanted}) is different from current CodeSHA256 in $LATEST ({actual}). "
            "Please try again with the CodeSHA256 in $LATEST."
        )
    version = publish(region, found, str(parameters.get("Description", "")))
    return configuration(found, version)


def list_versions(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListVersionsByFunction: $LATEST first."""
    found = function(region, parameters)
    latest = configuration(found, found.latest, "$LATEST")
    return {"Versions": [latest, *(configuration(found, each) for each in found.versions.values())]}
