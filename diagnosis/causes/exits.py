"""What an exit code says when nothing else does."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnosis.finding import Confidence, Severity
from diagnosis.snapshot import State

from .candidate import Candidate, Voice
from .quoting import evidence
from .scene import Scene
from .site import Site


@dataclass(frozen=True, slots=True)
class _Exit:
    """The meaning of an exit code; `{name}` is the container, `{command}` what it runs."""

    id: str
    title: str
    suggestion: str
    severity: Severity = Severity.CRITICAL


_LOGS = "Read the log of the instance before: `kubectl logs --previous`."
_APP = _Exit(
    "crash.app_exit",
    "The {name} ends with exit code {code}",
    f"The application ended by itself. {_LOGS}",
)
_EXITS = {
    0: _Exit(
        "crash.clean_exit",
        "The {name} ends without an error, and is started again",
        "The main process must stay in the foreground (no trailing `&`, no daemon mode). If the "
        "work is done when it ends, run it as a Job.",
        Severity.HIGH,
    ),
    126: _Exit(
        "crash.not_executable",
        "The {name} may not execute its command (exit code 126)",
        "Make the file executable (`RUN chmod +x`, or `COPY --chmod=755`), and check that its "
        "volume isn't mounted noexec. Command: {command}",
    ),
    127: _Exit(
        "crash.command_not_found",
        "The {name} doesn't find its command (exit code 127)",
        "Check the name, PATH, and that the final stage of the image holds it. Command: {command}",
    ),
    128: _Exit(
        "config.entrypoint_not_found",
        "The command of the {name} can't be started (exit code {code})",
        "Check command and args against the image. Command: {command}",
    ),
    132: _Exit(
        "crash.sigill",
        "The {name} used an instruction that this CPU lacks (exit code 132, SIGILL)",
        "Use a build without AVX2/AVX-512, or a node type that has them (nodeSelector).",
    ),
    134: _Exit(
        "crash.sigabrt",
        "The {name} aborted (exit code 134, SIGABRT)",
        f"An assertion, an uncaught C++ exception, or a full V8 heap. {_LOGS}",
    ),
    135: _Exit(
        "crash.sigbus",
        "The {name} touched memory that isn't there (exit code 135, SIGBUS)",
        "Mostly a full /dev/shm: mount an emptyDir with `medium: Memory` there.",
    ),
    136: _Exit(
        "crash.sigfpe",
        "The {name} made an arithmetic fault (exit code 136, SIGFPE)",
        f"A division by zero in native code. {_LOGS}",
    ),
    139: _Exit(
        "crash.segfault",
        "The {name} crashed in native code (exit code 139, SIGSEGV)",
        "Check that native libraries fit the base image (glibc or musl), the CPU and the GPU "
        "driver; PYTHONFAULTHANDLER=1 prints the stack. A full V8 heap can end like this too.",
    ),
}
_SIGNALS = {4: 132, 6: 134, 7: 135, 8: 136, 11: 139}
"""Docker and the kubelet may give the signal instead of 128 + signal."""
_ELSEWHERE = (137, 143)
"""Killed and asked to stop: files of their own."""
_PLATFORMS_OWN = ("OOMKilled", "ContainerStatusUnknown")
_NEVER_RAN = ("StartError", "ContainerCannotRun")
"""The runtime could not even start the command, whatever the code."""


def exits(scene: Scene) -> Iterator[Candidate]:
    """Each container that ended by itself, by its exit code."""
    for site in scene.sites:
        ending = site.ending(scene.now)
        if ending is not None and ending.reason not in _PLATFORMS_OWN:
            code = exit_code(ending)
            if code not in _ELSEWHERE and not (code is None and _is_killed(ending)):
                yield _candidate(site, ending, code)


def _is_killed(ending: State) -> bool:
    return ending.signal is not None and ending.signal + 128 in _ELSEWHERE


def exit_code(ending: State) -> int | None:
    """The exit code; from the signal where only that is known."""
    if ending.exit_code is None or (ending.exit_code == 0 and ending.signal):
        return _SIGNALS.get(ending.signal or 0)
    # A process that Docker could not reap reports a negative number.
    return ending.exit_code if ending.exit_code >= 0 else 256 + ending.exit_code


def _candidate(site: Site, ending: State, code: int | None) -> Candidate:
    meaning = _APP if code is None else _EXITS.get(code, _APP)
    if ending.reason in _NEVER_RAN:
        meaning = _EXITS[128]
    known = "that nobody told" if code is None else str(code)
    facts = {"name": site.name, "code": known, "command": _command(site)}
    return Candidate(
        id=meaning.id,
        title=meaning.title.format(**facts),
        severity=meaning.severity,
        subject=site.subject,
        evidence=evidence(site, ending=ending),
        suggestion=meaning.suggestion.format(**facts),
        confidence=Confidence.LOW if meaning is _APP else Confidence.MEDIUM,
        voice=Voice.GUESS,
    )


def _command(site: Site) -> str:
    words = (*site.container.command, *site.container.args)
    return " ".join(words)[:200] or "the image's own"
