"""When nothing says why: whether anything is wrong at all, and which lines to read."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import timedelta

from diagnosis.causes import Scene
from diagnosis.causes.probes import HEALTH_CHECK
from diagnosis.causes.quoting import of_event
from diagnosis.causes.settled import is_well
from diagnosis.finding import Confidence, Evidence, Finding, Kind, Severity
from diagnosis.matching import PatternSet
from diagnosis.snapshot import Event, Log, Pod, Snapshot
from diagnosis.unknown import telling
from diagnosis.unknown.mining import Text, shows_an_error

_BENIGN_EVENTS = frozenset(
    {
        "BackOff",
        "DNSConfigForming",
        "MissingClusterDNS",
        "FailedGetResourceMetric",
        "FailedComputeMetricsReplicas",
        "FailedToUpdateEndpoint",
        "FailedToUpdateEndpointSlices",
        "FailedToRetrieveImagePullSecret",
        "FailedKillPod",
        "InvalidDiskCapacity",
        "Rebooted",
        "SandboxChanged",
        "NodeSysctlChange",
        "TopologyAwareHintsDisabled",
        "Killing",
        "CheckLimitsForResolvConf",
        "ClusterIPNotAllocated",
        "FreeDiskSpaceFailed",
        "Unhealthy",
    }
)
"""Warnings that accompany healthy pods too."""
_BENIGN_WORDS = (
    "Scaling activity initiated by",
    "deployment completed",
    "has reached a steady state",
    "Task stopped by user",
    "UserInitiated",
    "has started",
    "registered",
)
_START = timedelta(minutes=5)
"""A pod that was made so long ago should run: large images take minutes."""
_ABOUT = ("platform", "taken", "version", "looked_at", "unread")
"""Fields that tell about the picture, and not what is in it."""
_BAD_PHASES = ("Failed", "Unknown")


def unmatched(scene: Scene, patterns: PatternSet) -> tuple[Evidence, ...]:
    """The most telling lines of what is not known to be well."""
    texts = [Text(_source(log), log.text) for log, _ in _suspects(scene)]
    healthy = [log.text for log, site in scene.logs if site and site.pod and is_well(site.pod)]
    lines = telling(texts, patterns, healthy)
    room = max(0, 8 - len(lines))
    return (*_said(scene)[:room], *lines)


def is_wrong(scene: Scene, patterns: PatternSet) -> bool:
    """Whether something fails, though nothing says why."""
    return (
        any(site.is_troubled(scene.now) for site in scene.sites)
        or bool(_said(scene))
        or any(shows_an_error(log.text, patterns) for log, _ in _suspects(scene))
    )


def _is_stuck(pod: Pod, scene: Scene) -> bool:
    """Whether it waits for longer than a start takes, or nobody even says for what."""
    if pod.phase != "Pending":
        return False
    if pod.created and scene.now:
        return scene.now - pod.created > _START
    return not pod.node and not any(one.state.phase for one in pod.containers)


def finding(evidence: Sequence[Evidence]) -> Finding:
    """The answer that says that there is none, with what was seen."""
    return Finding(
        id="unknown",
        kind=Kind.UNKNOWN,
        severity=Severity.HIGH,
        title="Something fails, and no pattern and no state says why",
        evidence=tuple(evidence),
        suggestion="Read these lines. A pattern in `patterns/` makes the next diagnosis know them.",
        confidence=Confidence.LOW,
    )


def is_empty(snapshot: Snapshot) -> bool:
    """Whether there is nothing in it that could be well or not."""
    names = (field.name for field in fields(snapshot))
    return not any(getattr(snapshot, name) for name in names if name not in _ABOUT)


def nothing() -> Finding:
    """The answer to an empty picture: a misspelt name must not look like a healthy service."""
    return Finding(
        id="unknown",
        kind=Kind.UNKNOWN,
        severity=Severity.HIGH,
        title="There is nothing to look at",
        suggestion="Check the namespace, the selector or the path, and what could not be read.",
        confidence=Confidence.LOW,
    )


def _suspects(scene: Scene) -> Iterator[tuple[Log, object]]:
    for log, site in scene.logs:
        if site is None or site.pod is None or not is_well(site.pod):
            yield log, site


def _source(log: Log) -> str:
    return log.origin or "/".join(filter(None, ("logs", log.pod, log.container)))


def _said(scene: Scene) -> list[Evidence]:
    """Pods that hang, warnings and statements that no pattern took."""
    pods = [
        Evidence(f"status {one.ref}", ": ".join(filter(None, (one.phase, one.reason, one.message))))
        for one in scene.troubled
        if one.phase in _BAD_PHASES or _is_stuck(one, scene)
    ]
    events = [of_event(one) for one in scene.events if _is_news(one, scene)]
    statements = [
        Evidence(one.origin or "statement", one.text.strip()[:1_000])
        for one in scene.snapshot.statements
        if one.origin != HEALTH_CHECK
        and one.text.strip()
        and not any(words in one.text for words in _BENIGN_WORDS)
    ]
    return pods + events + statements


def _is_news(event: Event, scene: Scene) -> bool:
    """Whether a warning that no pattern takes may be what fails; where all pods are well, it isn't.

    Nor is a node's, where there are pods: they show whether it matters to them.
    """
    pods = scene.snapshot.pods
    of_a_node = bool(pods) and event.about.kind == "Node"
    well = bool(pods) and all(map(is_well, pods))
    return event.warning and event.reason not in _BENIGN_EVENTS and not (of_a_node or well)
