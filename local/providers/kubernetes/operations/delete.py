"""Delete: ask for the deletion and wait until the object is gone."""

from local.providers.kubernetes import annotations, checkpoint, manifest, tokens
from local.providers.kubernetes.awaiting import kinds
from local.providers.kubernetes.client import INVALID, NOT_FOUND, ApiError
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.operations import writing
from local.providers.kubernetes.operations.request import DeleteRequest
from local.providers.kubernetes.session import STATE_HINT, Session
from local.providers.protocol.failures import InitFailedError, ProviderError

_SECONDS = 300.0
"""The official provider's default for kinds without one of their own."""


def delete(session: Session, request: DeleteRequest) -> None:
    """Delete an object; one that is gone already is fine.

    Raises ProviderError when the deletion was refused, InitFailedError when
    it did not finish in time.
    """
    if session.cluster is None:
        return _unreachable(session)
    inputs, live = checkpoint.parsed(request.state)
    resource = session.resource(live)
    if resource is None:
        return None
    if tokens.kind_of(tokens.token_of(request.urn)).patch:
        return _give_up(session, request, resource, live)
    where, name = manifest.split_identity(request.identity)
    path = resource.item(where, name)
    try:
        current = session.cluster.client.get(path)
        session.cluster.client.delete(path, annotations.propagation_policy(inputs))
    except ApiError as error:
        if error.code == NOT_FOUND:
            return None
        raise ProviderError(
            f"{live.get('kind')} {request.identity} was not deleted: {error}"
        ) from error
    return _wait(session, request, path, current)


def _wait(session: Session, request: DeleteRequest, path: str, current: Object) -> None:
    inputs, live = checkpoint.parsed(request.state)
    if annotations.is_set(inputs, annotations.SKIP_AWAIT):
        return
    awaiter = kinds.awaiter_for(live)
    default = awaiter.seconds if awaiter else _SECONDS
    seconds = annotations.timeout_seconds(inputs, request.timeout, max(default, _SECONDS))
    left = session.watcher(request.urn).wait_until_gone(
        path, str(manifest.at(current, "metadata", "uid") or ""), seconds
    )
    if left is None:
        return
    finalizers = manifest.at(left, "metadata", "finalizers") or []
    held = f"; its finalizers are {', '.join(finalizers)}" if finalizers else ""
    what = f"{live.get('kind')} {request.identity}"
    reason = f"{what} was asked to be deleted and is still there after {seconds:.0f} s{held}"
    manager = session.manager(request.state, inputs, request.urn)
    api_version = checkpoint.initial_api_version(request.state, inputs)
    outputs = checkpoint.checkpoint(left, inputs, request.state, api_version, manager)
    raise InitFailedError(request.identity, [reason], outputs)


def _give_up(session: Session, request: DeleteRequest, resource: Resource, live: Object) -> None:
    """A patch resource ends by giving its fields up; the object stays."""
    inputs, _ = checkpoint.parsed(request.state)
    manager = session.manager(request.state, inputs, request.urn)
    try:
        writing.relinquish(session.reached().client, resource, live, manager)
    except ApiError as error:
        if error.code == NOT_FOUND:
            return
        if error.code == INVALID:
            raise ProviderError(
                f"the patch of {live.get('kind')} {request.identity} sets a required field "
                f"and cannot be taken back ({error}); use retain_on_delete"
            ) from error
        raise


def _unreachable(session: Session) -> None:
    if not session.settings.delete_unreachable:
        raise ProviderError(f"{session.why}; {STATE_HINT}")
    session.engine.log_once(f"{session.why}; its resources are dropped from the state", "warning")
