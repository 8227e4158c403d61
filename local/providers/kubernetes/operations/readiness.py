"""Waiting after a write, and turning an object that is not ready into a partial failure."""

from local.providers.kubernetes import annotations, manifest
from local.providers.kubernetes.awaiting import kinds
from local.providers.kubernetes.awaiting.watcher import NotReadyError
from local.providers.kubernetes.client import ApiError, UnreachableError
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.session import Session


def awaited(
    session: Session, urn: str, resource: Resource, written: Object, timeout: float
) -> tuple[Object, NotReadyError | None]:
    """Wait for an object; returns it as it is at the end, and why it is not ready."""
    failure = None
    awaiter = kinds.awaiter_for(written)
    if awaiter is not None:
        seconds = annotations.timeout_seconds(written, timeout, awaiter.seconds)
        try:
            session.watcher(urn).wait(resource, written, awaiter, seconds)
        except NotReadyError as error:
            failure = error
    return refreshed(session, resource, written), failure


def refreshed(session: Session, resource: Resource, written: Object) -> Object:
    """The object as it is now; what was written last where that cannot be read."""
    path = resource.item(manifest.namespace(written), manifest.name(written))
    try:
        return session.reached().client.get(path)
    except (ApiError, UnreachableError):
        return written
