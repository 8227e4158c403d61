"""Aliases: the name that callers use, and the versions behind it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from local.aws.control import describing
from local.aws.control.finding import alias, function, revision, same_revision
from local.aws.control.state import LATEST, Alias, Function, Region
from local.aws.errors import conflict, invalid, missing
from local.aws.protocol import Parameters


def create(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """CreateAlias."""
    found = function(region, parameters)
    name = str(parameters["Name"])
    if name in found.aliases:
        raise conflict(f"Alias already exists: {found.arn}:{name}")
    made = Alias(
        name,
        str(parameters["FunctionVersion"]),
        str(parameters.get("Description", "")),
        _weights(parameters),
    )
    return _keep(found, made)


def update(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """UpdateAlias: what is not given stays, an empty RoutingConfig ends a shift."""
    found = function(region, parameters)
    before = alias(found, str(parameters["Name"]))
    same_revision(parameters.get("RevisionId"), before.revision_id)
    after = replace(
        before,
        version=str(parameters.get("FunctionVersion", before.version)),
        description=str(parameters.get("Description", before.description)),
        weights=_weights(parameters) if "RoutingConfig" in parameters else before.weights,
        revision_id=str(uuid4()),
    )
    return _keep(found, after)


def get(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetAlias."""
    found = function(region, parameters)
    return describing.alias(found, alias(found, str(parameters["Name"])))


def list_all(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """ListAliases, of one version when asked."""
    found, version = function(region, parameters), parameters.get("FunctionVersion")
    aliases = [each for each in found.aliases.values() if version in {None, each.version}]
    return {"Aliases": [describing.alias(found, each) for each in aliases]}


def delete(region: Region, parameters: Parameters) -> None:
    """DeleteAlias, with what hangs on it; one that is gone is no error."""
    found, name = function(region, parameters), str(parameters["Name"])
    for hanging in (found.aliases, found.policies, found.destinations, found.provisioned):
        hanging.pop(name, None)
    found.urls.pop(name, None)


def _keep(found: Function, made: Alias) -> Mapping[str, Any]:
    for version in (made.version, *made.weights):
        if version in found.aliases:
            raise missing(f"Function not found: {found.arn}:{version}")
        revision(found, version)
    if made.weights and LATEST in {made.version, *made.weights}:
        raise invalid("$LATEST is not supported for an alias pointing to more than 1 version")
    if made.version in made.weights or len(made.weights) > 1:
        raise invalid(
            f"Invalid function version {made.version}. Function version {made.version} is already "
            "included in routing configuration."
        )
    found.aliases[made.name] = made
    return describing.alias(found, made)


def _weights(parameters: Parameters) -> Mapping[str, float]:
    given = parameters.get("RoutingConfig") or {}
    return dict(given.get("AdditionalVersionWeights") or {})
