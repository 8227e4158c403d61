"""Lambda: what the report of an invocation says by its numbers."""

from collections.abc import Iterator

from diagnosis.finding import Confidence, Evidence, Kind, Severity
from diagnosis.snapshot import Invocation

from .candidate import Candidate, Subject, Voice
from .scene import Scene

_INIT_LIMIT = 9_500
"""Lambda ends an initialisation after 10 s; a cut-off one reports a little more or less."""
_MEBIBYTES_STEP = 2
_ENTRYPOINT = frozenset({"Runtime.InvalidEntrypoint", "Runtime.InvalidWorkingDir"})
_EXIT = frozenset({"Runtime.ExitError", "Extension.ExitError", "Extension.Crash"})
"""Errors of the platform's own; what a handler raises has another name."""


def invocations(scene: Scene) -> Iterator[Candidate]:
    """Initialisations and invocations that ran out of time or memory."""
    for one in scene.snapshot.invocations:
        if one.phase in ("init", "restore") and _timed_out(one):
            yield _init_timeout(one)
        elif _is_out_of_memory(one):
            yield _out_of_memory(one)
        elif one.status == "timeout":
            yield _timeout(one)
        elif one.error_type in _ENTRYPOINT:
            yield _entrypoint(one)
        elif one.error_type in _EXIT:
            yield _exit(one)


def _timed_out(one: Invocation) -> bool:
    took = max(one.duration or 0, one.init_duration or 0)
    return one.status == "timeout" or (one.status == "error" and took >= _INIT_LIMIT)


def _is_out_of_memory(one: Invocation) -> bool:
    """Whether all memory was used and it went wrong; old records have no status to tell that."""
    if not one.memory_size or one.memory_used is None or one.memory_used < one.memory_size:
        return False
    return one.status != "success"


def _subject(one: Invocation) -> Subject:
    place = f"function {one.function}" if one.function else ""
    return Subject(place, place)


def _evidence(one: Invocation) -> tuple[Evidence, ...]:
    return (Evidence("report", one.line or _described(one)),)


def _described(one: Invocation) -> str:
    """A record that came as an object, in a line."""
    memory = f"{one.memory_used} of {one.memory_size} MB used" if one.memory_size else ""
    return ", ".join(filter(None, (f"{one.phase} {one.status}".strip(), one.error_type, memory)))


def _init_timeout(one: Invocation) -> Candidate:
    return Candidate(
        id="lambda.init_timeout",
        title="The function is not initialised within Lambda's 10 s",
        severity=Severity.CRITICAL,
        subject=_subject(one),
        evidence=_evidence(one),
        suggestion="Load models and open connections lazily, or after the first request; make the "
        "image smaller; more memory also gives more CPU. If its own log shows that it started: "
        "something must ask Lambda for events, a runtime client or the web adapter in "
        "/opt/extensions, and the adapter must find the readiness path answering.",
        confidence=Confidence.HIGH,
    )


def _out_of_memory(one: Invocation) -> Candidate:
    size = one.memory_size or 0
    return Candidate(
        id="lambda.oom",
        title=f"The function used all of its {size} MB",
        severity=Severity.CRITICAL,
        subject=_subject(one),
        evidence=_evidence(one),
        suggestion=f"Raise the function's memory from {size} to {size * _MEBIBYTES_STEP} MB.",
        confidence=Confidence.HIGH if one.status else Confidence.MEDIUM,
    )


def _timeout(one: Invocation) -> Candidate:
    seconds = f" after {one.duration / 1000:g} s" if one.duration else ""
    return Candidate(
        id="lambda.timeout",
        title=f"The function was cut off{seconds}",
        severity=Severity.CRITICAL,
        subject=_subject(one),
        evidence=_evidence(one),
        suggestion="Raise the function's timeout above the longest answer. In a VPC, a call "
        "without a NAT or an endpoint hangs until then.",
        confidence=Confidence.HIGH,
    )


def _entrypoint(one: Invocation) -> Candidate:
    """The record tells no more; a line beside it says which program, or that it can't be run."""
    return Candidate(
        id="lambda.entrypoint",
        title="The function's program can't be started",
        severity=Severity.CRITICAL,
        subject=_subject(one),
        evidence=_evidence(one),
        suggestion="Give ENTRYPOINT the absolute path of a program that is in the image, built for "
        "the function's architecture, and WORKDIR a folder that is there.",
        confidence=Confidence.MEDIUM,
    )


def _exit(one: Invocation) -> Candidate:
    """Never the whole story: the process' own last lines say why."""
    when = "while it starts" if one.phase == "init" else "during an invocation"
    return Candidate(
        id="lambda.exit",
        title=f"The function's process ends {when}",
        severity=Severity.CRITICAL,
        subject=_subject(one),
        evidence=_evidence(one),
        suggestion="Read the lines before this one: the process wrote there why it ended.",
        kind=Kind.SYMPTOM,
        voice=Voice.GUESS,
        confidence=Confidence.MEDIUM,
    )
