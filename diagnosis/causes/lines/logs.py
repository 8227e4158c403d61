"""Logs, statements and reports as texts to read."""

from collections.abc import Iterator

from diagnosis.causes.candidate import Subject
from diagnosis.causes.probes import HEALTH_CHECK
from diagnosis.causes.scene import Scene
from diagnosis.causes.settled import is_gone, is_well
from diagnosis.causes.site import Site
from diagnosis.matching import Place, Source
from diagnosis.matching.technology import technologies
from diagnosis.snapshot import Log, Platform, Ref

from .passage import Passage
from .repeats import without_repeats


def log_passages(scene: Scene) -> Iterator[Passage]:
    """Each log, under the facts of the container that wrote it."""
    for log, site in scene.logs:
        if site is None or not (_is_gone(site) or _is_left_behind(scene, log, site)):
            yield _of_log(scene, log, site)


def _is_gone(site: Site) -> bool:
    return site.pod is not None and is_gone(site.pod)


def _is_left_behind(scene: Scene, log: Log, site: Site) -> bool:
    """Whether the log is of an instance whose end no longer matters."""
    return log.previous and site.running and site.ending(scene.now) is None


def _of_log(scene: Scene, log: Log, site: Site | None) -> Passage:
    subject = site.subject if site else _subject(scene, log)
    return Passage(
        text=without_repeats(log.text),
        places=tuple(_places(scene, log, site)),
        source=_source(log),
        subject=subject,
        is_log=True,
        ended=_ended(scene, log, site),
        well=site is not None and site.pod is not None and is_well(site.pod),
        aside=site is not None and _is_aside(scene, site),
    )


def _subject(scene: Scene, log: Log) -> Subject:
    """By the name of a pod that nobody listed; else it may be anybody's."""
    if not log.pod:
        return Subject(place=log.container, container=log.container)
    return scene.subject_of(Ref("Pod", log.pod, log.namespace), log.container)


def _source(log: Log) -> str:
    named = "/".join(filter(None, (log.pod, log.container)))
    origin = log.origin or f"logs {named}".strip()
    return f"{origin} (previous)" if log.previous and "previous" not in origin else origin


def _places(scene: Scene, log: Log, site: Site | None) -> Iterator[Place]:
    ending = site.ending(scene.now) if site else None
    reasons = {state.reason for state in (ending, site.waiting if site else None) if state}
    found = sorted(reasons - {""})
    for reason in found or (None,):
        for source in _sources(scene):
            yield Place(
                platform=log.platform if log.platform is not Platform.ANY else _platform(scene),
                source=source,
                role=site.container.role if site else log.role,
                previous=log.previous,
                technologies=_technologies(log, site),
                exit_code=ending.exit_code if ending else None,
                reason=reason,
                restarts=site.container.restarts if site else None,
            )


def _platform(scene: Scene) -> Platform:
    return scene.snapshot.platform


def _technologies(log: Log, site: Site | None) -> frozenset[str]:
    if site is None:
        return technologies(log.text)
    container = site.container
    return technologies(log.text, container.image, (*container.command, *container.args))


def _sources(scene: Scene) -> tuple[Source, ...]:
    """Where nothing but text is at hand, it may be anything that somebody pasted."""
    snapshot = scene.snapshot
    structured = snapshot.pods or snapshot.events or snapshot.containers or snapshot.workloads
    return (Source.LOG,) if structured else tuple(Source)


def _ended(scene: Scene, log: Log, site: Site | None) -> bool:
    if site is None:
        return log.previous
    return site.ending(scene.now) is not None and (log.previous or not site.running)


def _is_aside(scene: Scene, site: Site) -> bool:
    """Whether this container is fine while another one of its pod is not."""
    if site.is_troubled(scene.now) or site.pod is None:
        return False
    return any(one.is_troubled(scene.now) for one in scene.sites_of(site.pod))


def statement_passages(scene: Scene) -> Iterator[Passage]:
    """What a platform says outside of events and logs."""
    for one in scene.snapshot.statements:
        places = tuple(Place(platform=one.platform, source=source) for source in _SPOKEN)
        # Whose it is, is told in words of its own (a task's ARN): it may be any owner's here.
        families = ("probe.",) if one.origin == HEALTH_CHECK else ()
        subject = Subject(place=one.subject)
        yield Passage(one.text, places, one.origin or "statement", subject, families)


_SPOKEN = (Source.STATEMENT, Source.EVENT, Source.STATE)
"""What a person copies from a platform may be any of these."""


def report_passages(scene: Scene) -> Iterator[Passage]:
    """The records of a serverless platform."""
    for one in scene.snapshot.invocations:
        if one.line:
            place = Place(platform=Platform.LAMBDA, source=Source.REPORT)
            name = f"function {one.function}" if one.function else ""
            yield Passage(one.line, (place,), "report", Subject(name, name))
