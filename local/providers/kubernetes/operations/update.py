"""Update: server-side apply of the new inputs."""

from local.providers.kubernetes import checkpoint, manifest, normalizing, tokens
from local.providers.kubernetes.client import FORBIDDEN, NOT_FOUND, ApiError
from local.providers.kubernetes.discovery import Resource
from local.providers.kubernetes.managers import handover
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.operations import readiness, writing
from local.providers.kubernetes.operations.ignoring import respecting
from local.providers.kubernetes.operations.request import Properties, UpdateRequest
from local.providers.kubernetes.session import Session
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import has_unknowns, reveal


def update(session: Session, request: UpdateRequest) -> Properties:
    """Update an object and wait until it is ready; returns its outputs.

    Raises ProviderError when nothing was changed, InitFailedError when the
    object was changed, or refused the change, and is not as it should be.
    """
    inputs = normalizing.normalized(normalizing.to_server(reveal(request.news)))
    if request.preview and not _can_ask(session, inputs):
        return request.news
    old_inputs, old_live = checkpoint.parsed(request.state)
    api_version = checkpoint.initial_api_version(request.state, old_inputs)
    server_side = session.settings.server_side_apply
    manager = session.manager(request.state, inputs, request.urn)
    resource = _resource(session, inputs)
    path = resource.item(manifest.namespace(old_live), manifest.name(old_live))
    client = session.reached().client
    try:
        before = client.get(path)
        written = _write(session, request, path, inputs, before)
    except ApiError as error:
        if request.preview and error.code == FORBIDDEN:
            return request.news
        raise _refused(error, inputs) from error
    if request.preview:
        return checkpoint.checkpoint(written, inputs, request.news, api_version, manager)
    live, failure = readiness.awaited(session, request.urn, resource, written, request.timeout)
    outputs = checkpoint.checkpoint(live, inputs, request.news, api_version, manager)
    if failure is not None:
        raise InitFailedError(manifest.qualified(live), failure.reasons, outputs)
    previous = session.manager(request.state, old_inputs, request.urn)
    if server_side and previous != manager:
        writing.relinquish(client, resource, live, previous)
    return outputs


def _can_ask(session: Session, inputs: Object) -> bool:
    if session.cluster is None:
        session.engine.log_once(session.why, "warning")
        return False
    return not has_unknowns(inputs) and session.resource(inputs) is not None


def _resource(session: Session, inputs: Object) -> Resource:
    resource = session.resource(inputs)
    if resource is None:
        kind = f"{inputs.get('apiVersion')}/{inputs.get('kind')}"
        raise ProviderError(f"the API server no longer knows {kind}; was its definition deleted?")
    return resource


def _refused(error: ApiError, inputs: Object) -> ProviderError:
    what = f"{inputs.get('kind')} {manifest.qualified(inputs)}"
    if error.code == NOT_FOUND:
        return ProviderError(
            f"{what} is gone from the cluster; `pulumi refresh` brings the state up to date"
        )
    return ProviderError(f"the update of {what} was refused by the Kubernetes API server: {error}")


def _write(
    session: Session, request: UpdateRequest, path: str, inputs: Object, before: Object
) -> Object:
    client = session.reached().client
    server_side = session.settings.server_side_apply
    manager = session.manager(request.state, inputs, request.urn)
    if normalizing.is_definition(inputs) or not server_side:
        return _replace(session, request, path, inputs, before)
    patch = tokens.kind_of(tokens.token_of(request.urn)).patch
    force = writing.forces(session.settings.force_conflicts, inputs)
    if not request.preview and not patch:
        before = writing.take_over(client, path, before, manager)
    elif request.preview and handover(before, manager) is not None:
        force = True  # the real update takes those fields over first
    body = respecting(inputs, before, request.ignored, manager)
    return writing.apply(client, path, body, manager, force=force, preview=request.preview)


def _replace(
    session: Session, request: UpdateRequest, path: str, inputs: Object, before: Object
) -> Object:
    """Write the whole object: definitions are too large and too odd to be applied."""
    manager = session.manager(request.state, inputs, request.urn)
    version = manifest.at(before, "metadata", "resourceVersion")
    body = respecting(inputs, before, request.ignored, manager)
    body["metadata"] = {**body["metadata"], "resourceVersion": version}
    query = writing.dry({"fieldManager": manager}, preview=request.preview)
    return session.reached().client.put(path, body, **query)
