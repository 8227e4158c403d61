"""From the options to one snapshot: files, standard input, clusters, Docker, Lambda."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from diagnosis.snapshot import Snapshot
from ops.diagnosing.joining import holds_something, joined
from ops.exits import Exit, Stopped

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Sources:
    """What to look at, as the options name it; with none, the context's own namespace."""

    paths: tuple[str, ...] = ()
    namespace: str | None = None
    selector: str | None = None
    context: str | None = None
    stack: str | None = None
    containers: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    region: str | None = None
    since: timedelta = timedelta(hours=1)

    @property
    def live(self) -> bool:
        """Whether a cluster is asked for what the options pick out of it."""
        picked = (self.namespace, self.selector, self.context)
        named = (self.paths, self.stack, self.containers, self.functions)
        return any(one is not None for one in picked) or not any(named)


def gather(sources: Sources) -> Snapshot:
    """Read all of it. Raises Stopped for a path that is not there, and if nothing could be read."""
    found = joined(list(_each(sources)))
    if not holds_something(found):
        raise Stopped(Exit.COULD_NOT_LOOK, _nothing(found))
    return found


def _each(sources: Sources) -> Iterator[Snapshot]:
    if sources.paths:
        yield _files(sources.paths)
    if sources.stack is not None:
        yield from _stack(sources)
    if sources.live:
        yield _cluster(sources)
    if sources.containers:
        from collect.live import docker

        yield docker.snapshot(sources.containers)
    yield from _functions(sources.functions, sources)


def _files(paths: tuple[str, ...]) -> Snapshot:
    from collect.files import NotReadable, read

    named = [Path(one) for one in paths if one != STDIN]
    piped = sys.stdin.buffer.read() if STDIN in paths else None
    try:
        return read(named, piped)
    except NotReadable as problem:
        raise Stopped(Exit.USAGE, str(problem)) from problem


def _cluster(sources: Sources) -> Snapshot:
    from collect.live.cluster import snapshot
    from collect.live.selection import Selection
    from collect.rollout import Access

    return snapshot(
        Selection(
            namespace=sources.namespace or "",
            selector=sources.selector or "",
            access=Access(context=sources.context or ""),
        )
    )


def _stack(sources: Sources) -> Iterator[Snapshot]:
    from collect.live import cluster, docker
    from ops.diagnosing.stack import read_places

    name = sources.stack or ""
    places = read_places(Path.cwd(), name)
    if not places:
        raise Stopped(
            Exit.COULD_NOT_LOOK, f"the stack {name} has no workload, function or container"
        )
    yield Snapshot(statements=places.said)
    for one in places.selections:
        yield cluster.snapshot(one)
    if places.containers:
        yield docker.snapshot(places.containers)
    yield from _functions(places.functions, sources)


def _functions(names: tuple[str, ...], sources: Sources) -> Iterator[Snapshot]:
    if names:
        from collect.live import lambda_

        yield from (lambda_.snapshot(one, sources.region, sources.since) for one in names)


def _nothing(found: Snapshot) -> str:
    """Why there is nothing to judge, in one sentence."""
    said = [*found.looked_at, *found.unread] or ["nothing was given"]
    return f"there is nothing to judge: {'; '.join(said)}"
