"""Writes to the API server as the operations need them, with refusals in plain sentences."""

from local.providers.kubernetes import annotations, managers, manifest
from local.providers.kubernetes.client import (
    APPLY,
    CONFLICT,
    JSON_PATCH,
    ApiError,
    Client,
    UnreachableError,
)
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.manifest import Object
from local.providers.protocol.failures import ProviderError

_HANDOVER_ATTEMPTS = 5
"""Controllers write status all the time; a handover that lost such a race is repeated."""


def dry(query: dict[str, str], *, preview: bool) -> dict[str, str]:
    """Add the server's dry-run option for previews."""
    return {**query, "dryRun": "All"} if preview else query


def apply(
    client: Client, path: str, body: Object, manager: str, *, force: bool, preview: bool
) -> Object:
    """Apply on the server's side.

    Raises ProviderError when somebody else owns a field, naming field and owner.
    """
    query = {"fieldManager": manager, "force": "true" if force else "false"}
    try:
        return client.patch(path, body, APPLY, **dry(query, preview=preview))
    except ApiError as error:
        if error.code == CONFLICT and error.reason == "Conflict":
            raise ProviderError(conflict_message(error, body)) from error
        raise


def conflict_message(error: ApiError, body: Object) -> str:
    """Name every contested field with its owner, and the way out."""
    causes = manifest.at(dict(error.status), "details", "causes") or []
    contested = [f"{cause.get('field')} ({cause.get('message')})" for cause in causes]
    return (
        f"server-side apply conflict on {body.get('kind')} {manifest.qualified(body)}: "
        f"{'; '.join(contested) or error}; leave the field to its owner (ignore_changes), or take "
        f'it over with the annotation {annotations.PATCH_FORCE}: "true"'
    )


def take_over(client: Client, path: str, live: Object, manager: str) -> Object:
    """Hand fields that plain writes own over to our manager; returns the object as it is then."""
    for _ in range(_HANDOVER_ATTEMPTS):
        entries = managers.handover(live, manager)
        if entries is None:
            return live
        try:
            return client.patch(path, managers.patch(live, entries), JSON_PATCH)
        except ApiError as error:
            if error.code not in (CONFLICT, 422):
                raise
        live = client.get(path)
    return live


def settle(client: Client, path: str, live: Object, manager: str) -> Object:
    """Mark a creation as finished: from now on its fields are applied, not merely written."""
    try:
        return take_over(client, path, live, manager)
    except (ApiError, UnreachableError):
        return live  # the first update does it as well


def relinquish(client: Client, resource: Resource, found: Object, manager: str) -> None:
    """Give up every field of a manager: an apply of nothing but the identity."""
    metadata = {"name": manifest.name(found)}
    if resource.namespaced:
        metadata["namespace"] = manifest.namespace(found)
    body = {"apiVersion": resource.api_version, "kind": resource.kind, "metadata": metadata}
    path = resource.item(manifest.namespace(found), manifest.name(found))
    apply(client, path, body, manager, force=True, preview=False)


def forces(settings_force: bool, inputs: Object) -> bool:
    """Tell whether conflicts are to be won rather than reported."""
    return settings_force or annotations.is_set(inputs, annotations.PATCH_FORCE)
