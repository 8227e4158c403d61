"""Containers that were killed: 137 is SIGKILL, and SIGKILL alone doesn't say who sent it."""

from collections.abc import Iterator

from diagnosis.finding import Confidence, Evidence, Severity
from diagnosis.snapshot import State

from .candidate import Candidate, Voice
from .exits import exit_code
from .measured import NEAR, memory_share
from .quantities import next_size
from .quoting import evidence, of_event
from .scene import Scene
from .site import Site

_KILLED = 137
_TERMINATED = 143
_SIGKILL, _SIGTERM = 9, 15


def killed(scene: Scene) -> Iterator[Candidate]:
    """OOMKilled by the platform's own word; any other SIGKILL and SIGTERM as what they are."""
    for site in scene.sites:
        ending = site.ending(scene.now)
        if ending is None:
            continue
        if ending.reason == "OOMKilled":
            yield _out_of_memory(site, ending)
        elif ending.reason == "ContainerStatusUnknown":
            yield _lost(site, ending)
        elif exit_code(ending) == _KILLED or ending.signal == _SIGKILL:
            yield _by_signal(scene, site, ending)
        elif exit_code(ending) == _TERMINATED or ending.signal == _SIGTERM:
            yield _asked_to_stop(scene, site, ending)


def _out_of_memory(site: Site, ending: State) -> Candidate:
    limit = site.container.limits.get("memory", "")
    return Candidate(
        id="oom.container_limit",
        title=f"The {site.name} needs more memory than its limit{limit and f' of {limit}'}",
        severity=Severity.CRITICAL,
        subject=site.subject,
        evidence=evidence(site, ending=ending),
        suggestion=_more_memory(limit),
        confidence=Confidence.HIGH,
    )


def _more_memory(limit: str) -> str:
    instead = "or use less: fewer workers, a smaller batch, a smaller model"
    more = next_size(limit)
    if not more:
        return f"Raise `memory` (resources.limits.memory), {instead}."
    return (
        f"The limit is {limit}; try {more}: `pulumi config set shipshape:memory {more}` "
        f"(resources.limits.memory), {instead}."
    )


def _lost(site: Site, ending: State) -> Candidate:
    return Candidate(
        id="crash.status_unknown",
        title=f"The kubelet lost sight of the {site.name}",
        severity=Severity.HIGH,
        subject=site.subject,
        evidence=evidence(site, ending=ending),
        suggestion="The node was restarted, or the pod evicted: look at the node's events.",
        voice=Voice.GUESS,
    )


def _by_signal(scene: Scene, site: Site, ending: State) -> Candidate:
    share = memory_share(scene.snapshot, site)
    hint = (
        f" Memory stood at {share:.0%} of the limit: the kernel may have ended a child process."
        if share and share >= NEAR
        else " No OOMKilled is reported, so the memory limit is not proven to be the reason."
    )
    return Candidate(
        id="crash.sigkill",
        title=f"The {site.name} was killed (exit code 137, SIGKILL); no memory limit is named",
        severity=Severity.CRITICAL,
        subject=site.subject,
        evidence=evidence(site, ending=ending) + _killing(scene, site),
        suggestion="Look for an OOM of the node (`dmesg`, SystemOOM events), a stop that took "
        f"longer than the grace period, and failed probes.{hint}",
        confidence=Confidence.LOW,
        voice=Voice.GUESS,
    )


def _asked_to_stop(scene: Scene, site: Site, ending: State) -> Candidate:
    return Candidate(
        id="crash.sigterm",
        title=f"The {site.name} was asked to stop (exit code 143, SIGTERM)",
        severity=Severity.INFO,
        subject=site.subject,
        evidence=evidence(site, ending=ending) + _killing(scene, site),
        suggestion="A probe that failed, a drain or a scale-down: look for the Killing event.",
        confidence=Confidence.LOW,
        voice=Voice.GUESS,
    )


def _killing(scene: Scene, site: Site) -> tuple[Evidence, ...]:
    if site.pod is None:
        return ()
    events = scene.events_about(site.pod.ref, "Killing", "ExceededGracePeriod")
    return tuple(of_event(one) for one in events if one.container in ("", site.container.name))
