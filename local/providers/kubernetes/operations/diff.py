"""Diff: compare the inputs with the live object that the state remembers."""

from dataclasses import dataclass, field

from local.providers.kubernetes import (
    annotations,
    checkpoint,
    diffing,
    manifest,
    naming,
    normalizing,
    replacements,
    tokens,
)
from local.providers.kubernetes.awaiting import job
from local.providers.kubernetes.awaiting.verdict import Done
from local.providers.kubernetes.client import APPLY, ApiError, UnreachableError
from local.providers.kubernetes.operations.request import DiffRequest
from local.providers.kubernetes.session import Session
from local.providers.protocol import paths
from local.providers.protocol.differences import Change, Difference, ignoring
from local.providers.protocol.properties import has_unknowns, reveal


@dataclass(frozen=True)
class DiffAnswer:
    """What differs; `delete_first` when old and new cannot exist side by side."""

    differences: list[Difference] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)
    delete_first: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.differences or self.replaces)


def diff(session: Session, request: DiffRequest) -> DiffAnswer:
    """Find out what has to change."""
    wanted = normalizing.normalized(normalizing.to_server(reveal(request.news)))
    old_inputs, live = checkpoint.parsed(request.state)
    old = checkpoint.pruned(live, normalizing.normalized(old_inputs))
    _align(session, old, wanted, live)
    found = diffing.differences(old, wanted, _replacing(session, request, wanted))
    found = ignoring(found, request.ignored)
    found = _confirmed(session, request, found, live, wanted)
    replaces = [paths.written(one.path) for one in found if _needs_new(one)]
    if _is_unready_job(session, wanted, live):
        replaces.append(f'metadata.annotations["{annotations.REPLACE_UNREADY}"]')
    return DiffAnswer(found, replaces, bool(replaces) and _collides(wanted, live))


def _align(
    session: Session, old: manifest.Object, wanted: manifest.Object, live: manifest.Object
) -> None:
    """Name and namespace stand on both sides even where the inputs left them out."""
    namespaced = session.is_namespaced(wanted)
    for side in (old, wanted):
        metadata = manifest.metadata(side)
        metadata.pop("resourceVersion", None)
        if namespaced:
            metadata.setdefault("namespace", "default")
        else:
            metadata.pop("namespace", None)
    if manifest.name(wanted):
        manifest.metadata(old)["name"] = manifest.name(live)
    for key in ("apiVersion", "kind"):
        old.setdefault(key, wanted.get(key))


def _replacing(session: Session, request: DiffRequest, wanted: manifest.Object) -> list[paths.Path]:
    return replacements.replacing_paths(
        wanted,
        patch=tokens.kind_of(tokens.token_of(request.urn)).patch,
        mutable_maps=session.settings.mutable_maps,
        mutable_secrets=session.settings.mutable_secrets,
    )


def _needs_new(difference: Difference) -> bool:
    dropped = difference.change is Change.DELETE and difference.path == ("metadata",)
    return difference.replaces or dropped


def _confirmed(
    session: Session,
    request: DiffRequest,
    found: list[Difference],
    live: manifest.Object,
    wanted: manifest.Object,
) -> list[Difference]:
    """Ask the server, with a dry run, which differences are only spelling."""
    doubtful = [one for one in found if one.change is not Change.DELETE]
    if not doubtful or session.cluster is None or has_unknowns(wanted):
        return found
    resource = session.resource(wanted)
    if resource is None:
        return found
    manager = session.manager(request.state, wanted, request.urn)
    path = resource.item(manifest.namespace(live), manifest.name(live))
    body = {**wanted, "metadata": {**wanted["metadata"], "name": manifest.name(live)}}
    query = {"dryRun": "All", "force": "true", "fieldManager": manager}
    try:
        answer = session.cluster.client.patch(path, body, APPLY, **query)
    except (ApiError, UnreachableError):
        return found  # an immutable field, say: the update will tell
    return diffing.confirmed(found, live, wanted, answer)


def _is_unready_job(session: Session, wanted: manifest.Object, live: manifest.Object) -> bool:
    if not annotations.is_set(wanted, annotations.REPLACE_UNREADY) or wanted.get("kind") != "Job":
        return False
    resource = session.resource(wanted) if session.cluster else None
    if session.cluster is None or resource is None:
        return False
    try:
        path = resource.item(manifest.namespace(live), manifest.name(live))
        return not isinstance(job.judge(session.cluster.client.get(path), {}), Done)
    except (ApiError, UnreachableError):
        return False


def _collides(wanted: manifest.Object, live: manifest.Object) -> bool:
    """A name that the program fixed cannot be taken twice."""
    same_name = manifest.name(wanted) == manifest.name(live)
    same_place = manifest.namespace(wanted) == manifest.namespace(live)
    return same_name and same_place and not naming.is_autonamed(wanted)
