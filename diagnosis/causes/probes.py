"""Probes that fail: a wrong path, a wrong port, a start that takes long, a server that is stuck."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Event

from .candidate import Candidate, Subject, Voice
from .exits import exit_code
from .listening import Listening, listening
from .probe_advice import Facts, advice
from .probe_message import Outcome, ProbeMessage, killed_by, parse
from .quoting import evidence as state_evidence
from .quoting import of_event
from .scene import Scene
from .site import Site

_IDS = {Outcome.BAD_PATH: "probe.bad_path", Outcome.TIMED_OUT: "probe.timeout"}
_SEVERITIES = {"readiness": Severity.HIGH}
HEALTH_CHECK = "health check"
"""The origin of a statement that a health check printed."""
_STOPPED = (0, 137, 143)
"""How a container ends that a probe had stopped; any other end is the container's own."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """The newest failure of one probe of one container, and whether it had it restarted."""

    subject: Subject
    site: Site | None
    message: ProbeMessage | None
    """None where only the Killing event is left of it."""
    event: Event
    restarts: bool = False


def probes(scene: Scene) -> Iterator[Candidate]:
    """Each probe that fails, and containers that are not ready while nobody says why."""
    failures = list(_failures(scene))
    for failure in failures:
        yield _candidate(scene, failure)
    told = {failure.subject.place for failure in failures}
    for site in scene.sites:
        if site.subject.place not in told and _is_unready(site):
            yield _unready(site) if site.pod else _unhealthy(scene, site)


def _failures(scene: Scene) -> Iterator[_Failure]:
    """The newest failure of each probe; that it ended the container is told by another event."""
    newest: dict[tuple[str, str], _Failure] = {}
    for event in scene.events:
        if event.reason not in ("Unhealthy", "Killing", "ProbeWarning"):
            continue
        message = parse(event.message)
        kind = message.kind if message else killed_by(event.message)
        if kind:
            site = _site(scene, event, kind)
            subject = site.subject if site else scene.subject_of(event.about, event.container)
            key = (subject.place, kind)
            newest[key] = _told(newest.get(key), _Failure(subject, site, message, event))
    yield from newest.values()


def _told(known: _Failure | None, new: _Failure) -> _Failure:
    """What both events say: the failure's own words, and whether the container was ended for it."""
    if new.message is None:
        return replace(known or new, restarts=True)
    return replace(new, restarts=known is not None and known.restarts)


def _site(scene: Scene, event: Event, kind: str) -> Site | None:
    """The container that the event names, or the only one with such a probe."""
    pod = scene.pod(event.about)
    sites = scene.sites_of(pod) if pod else ()
    named = [one for one in sites if one.container.name == event.container]
    probed = [one for one in sites if one.probe(kind)]
    for fitting in (named, probed, sites):
        if len(fitting) == 1:
            return fitting[0]
    return None


def _candidate(scene: Scene, failure: _Failure) -> Candidate:
    site = failure.site
    message = failure.message or ProbeMessage(killed_by(failure.event.message), Outcome.OTHER)
    heard = listening(scene, site) if site else None
    facts = Facts(message, site.probe(message.kind) if site else None, _name(failure), heard, site)
    advised = advice(facts)
    symptom = _crashes_by_itself(scene, failure, message.kind)
    return Candidate(
        id=_IDS.get(message.outcome, f"probe.{message.kind}_failed"),
        title=advised.title,
        severity=_SEVERITIES.get(message.kind, Severity.CRITICAL),
        subject=failure.subject,
        evidence=_evidence(failure.event, heard if facts.wrong_port else None),
        suggestion=advised.suggestion,
        kind=Kind.SYMPTOM if symptom else Kind.CAUSE,
        confidence=Confidence.HIGH if facts.wrong_port or failure.restarts else Confidence.MEDIUM,
    )


def _name(failure: _Failure) -> str:
    return failure.site.name if failure.site else failure.subject.container or "container"


def _evidence(event: Event, heard: Listening | None) -> tuple[Evidence, ...]:
    return (of_event(event), heard.quoted) if heard else (of_event(event),)


def _crashes_by_itself(scene: Scene, failure: _Failure, kind: str) -> bool:
    """Whether the container ends for a reason of its own: of course it doesn't answer then."""
    if failure.restarts or failure.site is None:
        return False
    ending = failure.site.ending(scene.now)
    if ending is None:
        return failure.site.waiting is not None and kind == "readiness"
    return kind == "readiness" or exit_code(ending) not in _STOPPED


def _is_unready(site: Site) -> bool:
    """Whether it runs and isn't ready: without a probe it would be ready at once."""
    return site.running and (site.container.ready is False or site.container.started is False)


def _unready(site: Site) -> Candidate:
    kind = "startup" if site.container.started is False and site.probe("startup") else "readiness"
    probe = site.probe(kind)
    asked = f": {probe.handler}" if probe else ", and look in its log for what it waits for"
    return Candidate(
        id=f"probe.{kind}_failed",
        title=f"The {site.name} runs, and its {kind} probe doesn't pass",
        severity=Severity.HIGH,
        subject=site.subject,
        evidence=state_evidence(site),
        suggestion=f"Ask it by hand what the probe asks{asked}.",
        confidence=Confidence.LOW,
        voice=Voice.GUESS,
    )


def _unhealthy(scene: Scene, site: Site) -> Candidate:
    """Docker's health check, which the container fails, with what it printed."""
    said = [
        Evidence(one.origin, one.text.strip())
        for one in scene.snapshot.statements
        if one.origin == HEALTH_CHECK and one.subject == site.container.name
    ]
    probe = site.probe("liveness")
    asked = f": {probe.handler}" if probe else ""
    return Candidate(
        id="probe.liveness_failed",
        title=f"The health check of the {site.name} fails",
        severity=Severity.CRITICAL,
        subject=site.subject,
        evidence=(*state_evidence(site), *said),
        suggestion=f"Run it by hand in the container{asked}. Its port, path and tool must fit.",
    )
