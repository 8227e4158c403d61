"""What is seen of a failure: what the platform shows now, and what was seen before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from collect.live import docker, lambda_
from collect.live.cluster import snapshot
from collect.live.selection import Limits, Selection
from collect.parsing.serverless import together
from collect.rollout import Access
from diagnosis.snapshot import Log, Platform, Ref, Snapshot, Statement
from gate.explaining.asked import Asked

_SECONDS = 8.0
"""Seconds for collecting: what was seen before is diagnosed in the time that is left."""


def collected(asked: Asked) -> Snapshot:
    """All that is known; never raises, and says itself what could not be read."""
    return _complete(_seen_now(asked), asked)


def _seen_now(asked: Asked) -> Snapshot:
    if asked.platform is Platform.KUBERNETES:
        return _of_cluster(asked)
    if asked.platform is Platform.LAMBDA and asked.kind == "Function":
        return lambda_.snapshot(asked.name, asked.region or None, version=asked.version)
    if asked.platform is Platform.DOCKER and asked.kind == "Container":
        return docker.snapshot([asked.name])
    return Snapshot()


def _of_cluster(asked: Asked) -> Snapshot:
    chosen = Selection(
        namespace=asked.namespace,
        workloads=(Ref(asked.kind, asked.name, asked.namespace),) if asked.namespace else (),
        names=() if asked.namespace else (asked.name,),
        access=Access(asked.kubeconfig, asked.context),
    )
    return snapshot(chosen, Limits(seconds=_SECONDS))


def _complete(seen: Snapshot, asked: Asked) -> Snapshot:
    """Add what was seen and said before: it may be gone by now.

    What an invocation of ours was answered comes before what the logs of all others say.
    """
    said = tuple(
        Statement(error, asked.platform, "pulumi", f"{asked.kind}/{asked.name}")
        for error in asked.errors
    )
    known = {(one.reason, one.about, one.message) for one in seen.events}
    before = (one for one in asked.events if (one.reason, one.about, one.message) not in known)
    return replace(
        seen,
        platform=asked.platform,
        taken=seen.taken or datetime.now(UTC),
        history=(*asked.pods, *seen.history),
        pods=seen.pods or asked.pods[-1:],
        events=(*before, *seen.events),
        statements=(*asked.statements, *seen.statements, *said),
        invocations=together((*asked.invocations, *seen.invocations)),
        logs=(*_unseen(asked.logs, seen.logs), *seen.logs),
    )


def _unseen(before: Sequence[Log], now: Sequence[Log]) -> Iterator[Log]:
    """The end of a log is no other log than the whole of it."""
    return (one for one in before if not any(one.text.strip() in other.text for other in now))
