"""Create: a plain POST, so that an object of somebody else is never taken over by accident."""

from dataclasses import dataclass

from local.providers.kubernetes import checkpoint, manifest, normalizing, tokens
from local.providers.kubernetes.client import BAD_REQUEST, FORBIDDEN, NOT_FOUND, ApiError
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.operations import readiness, writing
from local.providers.kubernetes.operations.making import Maker
from local.providers.kubernetes.operations.request import CreateRequest, Properties
from local.providers.kubernetes.session import Session
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import has_unknowns, reveal


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
    patch = tokens.kind_of(tokens.token_of(request.urn)).patch
    if request.preview and (patch or not _can_ask(session, inputs)):
        return Created("", request.news)
    manager = session.manager({}, inputs, request.urn)
    maker = Maker(session, request.urn, inputs, manager, patch=patch, preview=request.preview)
    try:
        resource, written = maker.make()
    except ApiError as error:
        if request.preview and _is_beyond_preview(error):
            return Created("", request.news)
        raise _refused(error, inputs) from error
    if request.preview:
        written.pop("status", None)
        return Created("", _outputs(written, inputs, request, manager))
    return _finished(session, request, maker, resource, written)


def _finished(
    session: Session, request: CreateRequest, maker: Maker, resource: Resource, written: Object
) -> Created:
    live, failure = readiness.awaited(session, request.urn, resource, written, request.timeout)
    applies = session.settings.server_side_apply and not maker.patch
    # Without an engine nobody will know of the object: it must stay recognisable as unfinished.
    if applies and not session.engine.is_gone():
        path = resource.item(manifest.namespace(live), manifest.name(live))
        live = writing.settle(session.reached().client, path, live, maker.manager)
    outputs = _outputs(live, maker.inputs, request, maker.manager)
    if failure is not None:
        raise InitFailedError(manifest.qualified(live), failure.reasons, outputs)
    return Created(manifest.qualified(live), outputs)


def _outputs(live: Object, inputs: Object, request: CreateRequest, manager: str) -> Properties:
    return checkpoint.checkpoint(live, inputs, request.news, str(inputs["apiVersion"]), manager)


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


def _refused(error: ApiError, inputs: Object) -> ProviderError:
    what = f"{inputs.get('kind')} {manifest.qualified(inputs)}"
    message = f"{what} was not created by the Kubernetes API server: {error}"
    if error.reason == "AlreadyExists":
        message += "; import it (the resource option import_), or give it another name"
    return ProviderError(message)
