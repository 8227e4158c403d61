"""Create: a plain POST, so that an object of somebody else is never taken over by accident."""

from dataclasses import dataclass

from local.providers.kubernetes import checkpoint, manifest, naming, normalizing, tokens
from local.providers.kubernetes.client import (
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND,
    ApiError,
    UnreachableError,
)
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.failures import InitFailedError, ProviderError
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.operations import readiness, writing
from local.providers.kubernetes.operations.request import CreateRequest, Properties
from local.providers.kubernetes.properties import has_unknowns, reveal
from local.providers.kubernetes.session import Session

_PAUSES = (1, 2, 4, 8, 16)
"""Seconds before each further attempt while something is still missing, or still in the way."""


@dataclass(frozen=True)
class Created:
    """The new object's identity (empty in a preview) and outputs."""

    identity: str
    outputs: Properties


def create(session: Session, request: CreateRequest) -> Created:
    """Create an object and wait until it is ready.

    Raises ProviderError when it was not created, InitFailedError when it
    exists but is not ready.
    """
    inputs = normalizing.to_server(reveal(request.news))
    kind = tokens.kind_of(tokens.token_of(request.urn))
    if request.preview and (kind.patch or not _can_ask(session, inputs)):
        return Created("", request.news)
    manager = naming.field_manager(
        request.news, inputs, server_side=session.settings.server_side_apply
    )
    try:
        resource, written = _attempts(session, request, inputs, manager, patch=kind.patch)
    except ApiError as error:
        if request.preview and _is_beyond_preview(error):
            return Created("", request.news)
        what = f"{inputs.get('kind')} {manifest.qualified(inputs)}"
        raise ProviderError(
            f"{what} was not created by the Kubernetes API server: {error}"
        ) from error
    api_version = str(inputs["apiVersion"])
    if request.preview:
        written.pop("status", None)
        outputs = checkpoint.checkpoint(written, inputs, request.news, api_version, manager)
        return Created("", outputs)
    live, failure = readiness.awaited(session, request.urn, resource, written, request.timeout)
    outputs = checkpoint.checkpoint(live, inputs, request.news, api_version, manager)
    if failure is not None:
        raise InitFailedError(manifest.qualified(live), failure.reasons, outputs)
    return Created(manifest.qualified(live), outputs)


def _can_ask(session: Session, inputs: Object) -> bool:
    """A dry run needs a cluster that knows the kind, and values that are known."""
    if session.cluster is None:
        session.engine.log_once(session.why, "warning")
        return False
    return not has_unknowns(inputs) and session.resource(inputs) is not None


def _is_beyond_preview(error: ApiError) -> bool:
    """What a dry run cannot know: things that this very update will create or allow."""
    return (
        error.code == FORBIDDEN
        or error.reason == "AlreadyExists"
        or (error.code == NOT_FOUND and error.missing_kind == "namespaces")
        or (error.code == BAD_REQUEST and "does not support dry run" in str(error))
    )


def _attempts(
    session: Session, request: CreateRequest, inputs: Object, manager: str, *, patch: bool
) -> tuple[Resource, Object]:
    """Try until namespace and definition are there: programs do not always order them."""
    pauses = () if request.preview or patch else _PAUSES
    for pause in pauses:
        resource = session.resource(inputs)
        try:
            if resource is not None:
                return resource, _write(session, request, resource, inputs, manager)
        except ApiError as error:
            if not _passes(error):
                raise
            session.engine.status(f"retrying; creation failed: {error}", request.urn)
        if session.cancelled.wait(pause):
            raise ProviderError(f"the creation of {manifest.qualified(inputs)} was cancelled")
    resource = session.resource(inputs)
    if resource is None:
        raise ProviderError(
            f"the API server knows no {inputs.get('kind')} in {inputs.get('apiVersion')}; "
            "create its CustomResourceDefinition first (depends_on)"
        )
    if patch:
        return resource, _patch(session, request, resource, inputs, manager)
    return resource, _write(session, request, resource, inputs, manager)


def _passes(error: ApiError) -> bool:
    """What time alone may heal: a missing namespace, or a namesake that is still being deleted."""
    leaving = error.reason == "AlreadyExists" and "is being deleted" in str(error)
    return leaving or error.code == NOT_FOUND


def _write(
    session: Session, request: CreateRequest, resource: Resource, inputs: Object, manager: str
) -> Object:
    client = session.reached().client
    where = manifest.namespace(inputs)
    try:
        if session.settings.upsert and session.settings.server_side_apply:
            path = resource.item(where, manifest.name(inputs))
            force = request.preview or writing.forces(session.settings.force_conflicts, inputs)
            return writing.apply(
                client, path, inputs, manager, force=force, preview=request.preview
            )
        query = writing.dry({"fieldManager": manager}, preview=request.preview)
        return client.post(resource.collection(where), inputs, **query)
    except UnreachableError as error:
        raise ProviderError(str(error)) from error


def _patch(
    session: Session, request: CreateRequest, resource: Resource, inputs: Object, manager: str
) -> Object:
    """A patch resource changes an object that exists; it creates none."""
    client = session.reached().client
    path = resource.item(manifest.namespace(inputs), manifest.name(inputs))
    client.get(path)
    force = writing.forces(session.settings.force_conflicts, inputs)
    return writing.apply(client, path, inputs, manager, force=force, preview=request.preview)
