"""Read: the live object, for a refresh (with known inputs) or an import (without)."""

import copy
from dataclasses import dataclass

from local.providers.kubernetes import (
    annotations,
    checkpoint,
    manifest,
    normalizing,
    tokens,
)
from local.providers.kubernetes.awaiting import kinds
from local.providers.kubernetes.awaiting.verdict import Done, Verdict
from local.providers.kubernetes.client import NOT_FOUND, ApiError
from local.providers.kubernetes.manifest import Object
from local.providers.kubernetes.marking import marked
from local.providers.kubernetes.operations.request import Properties, ReadRequest
from local.providers.kubernetes.session import STATE_HINT, Session
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import reveal

_NOT_INPUTS = ("deployment.kubernetes.io/revision", annotations.LAST_APPLIED)
"""Annotations that others write; an import must not make them the program's."""


@dataclass(frozen=True)
class Found:
    """What there is; an empty identity says that there is nothing."""

    identity: str = ""
    outputs: Properties | None = None
    inputs: Properties | None = None


def read(session: Session, request: ReadRequest) -> Found:
    """Read an object.

    Raises ProviderError when it cannot be looked at, InitFailedError when it
    exists but is not ready.
    """
    if session.cluster is None:
        return _unreachable(session, request)
    inputs, importing = _known_inputs(request)
    where, name = manifest.split_identity(request.identity)
    resource = session.resource(inputs)
    if resource is None:
        return Found()
    path = resource.item(where or manifest.namespace(inputs) or session.namespace, name)
    try:
        live = session.cluster.client.get(path)
    except ApiError as error:
        if error.code == NOT_FOUND:
            return Found()
        raise
    seen = imported(live) if importing else checkpoint.pruned(live, inputs)
    manager = session.manager(request.state, inputs, request.urn)
    api_version = checkpoint.initial_api_version(request.state, inputs)
    outputs = checkpoint.checkpoint(live, seen, request.inputs, api_version, manager)
    new_inputs = marked(normalizing.to_program(seen), request.inputs)
    if not importing:
        _fail_unless_ready(session, request, inputs, live, (outputs, new_inputs))
    return Found(request.identity, outputs, new_inputs)


def imported(live: Object) -> Object:
    """The inputs that would have made a live object: all but what the cluster adds."""
    inputs = copy.deepcopy({key: value for key, value in live.items() if key != "status"})
    metadata = inputs["metadata"]
    for key in manifest.READ_ONLY_METADATA:
        metadata.pop(key, None)
    for key in _NOT_INPUTS:
        metadata.get("annotations", {}).pop(key, None)
    return inputs


def _known_inputs(request: ReadRequest) -> tuple[Object, bool]:
    """The inputs to go by, and whether they had to be made up for an import."""
    inputs = normalizing.normalized(normalizing.to_server(reveal(request.inputs)))
    if inputs.get("kind"):
        return inputs, False
    remembered, live = checkpoint.parsed(request.state)
    if remembered.get("kind"):
        return remembered, False  # an object that the program only looks at (`.get`)
    kind = tokens.kind_of(tokens.token_of(request.urn))
    where, name = manifest.split_identity(request.identity)
    made_up: Object = {
        "apiVersion": live.get("apiVersion") or kind.api_version,
        "kind": live.get("kind") or kind.name,
        "metadata": {"name": name, **({"namespace": where} if where else {})},
    }
    return made_up, not live.get("kind")


def _fail_unless_ready(
    session: Session,
    request: ReadRequest,
    inputs: Object,
    live: Object,
    known: tuple[Properties, Properties],
) -> None:
    awaiter = kinds.awaiter_for(inputs)
    if awaiter is None or not awaiter.on_read:
        return
    verdict = session.watcher(request.urn).look(live, awaiter)
    if not isinstance(verdict, Done):
        summary = f"the resource {manifest.name(live)!r} is not ready"
        raise InitFailedError(request.identity, [summary, *_details(verdict)], *known)


def _details(verdict: Verdict) -> tuple[str, ...]:
    return getattr(verdict, "details", ()) or getattr(verdict, "reasons", ())


def _unreachable(session: Session, request: ReadRequest) -> Found:
    if session.settings.delete_unreachable:
        session.engine.log_once(
            f"{session.why}; its resources are dropped from the state", "warning"
        )
        return Found()
    if session.settings.skip_update_unreachable:
        session.engine.log_once(
            f"{session.why}; its resources are left as the state has them", "warning"
        )
        return Found(request.identity, request.state, request.inputs)
    raise ProviderError(f"{session.why}; {STATE_HINT}")
