"""What the container starts: one command, in exec form, that gets the signals itself."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .instructions import Instruction
from .place import at
from .shell import commands, unwrapped
from .stages import Dockerfile
from .user import has_stage

_LINK = "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"
_RUNNERS = frozenset({"npm", "npx", "yarn", "pnpm"})
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh"})


@rule(
    "df-multiple-cmd",
    "A stage has one CMD and one ENTRYPOINT",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Keep the last CMD and the last ENTRYPOINT of a stage: the others do nothing.",
    applies=has_stage,
    link="https://docs.docker.com/reference/dockerfile/#cmd",
    tags=("dockerfile",),
    frameworks=("hadolint DL4003", "hadolint DL4004", "Trivy DS-0016", "Trivy DS-0007"),
)
def multiple(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails the second CMD or ENTRYPOINT of a stage."""
    for stage in file.stages:
        for name in ("CMD", "ENTRYPOINT"):
            for one in stage.named(name)[1:]:
                yield at(one, f"another {name} of the same stage: only the last one counts")


@rule(
    "df-exec-form",
    "CMD and ENTRYPOINT are in exec form",
    severity=Severity.MEDIUM,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation='Write the command as a JSON array: CMD ["node", "server.mjs"].',
    applies=has_stage,
    link=_LINK,
    tags=("dockerfile", "shutdown"),
    frameworks=("hadolint DL3025",),
)
def exec_form(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a CMD or ENTRYPOINT that a shell would run: the shell gets SIGTERM, not the service."""
    for stage in file.stages:
        for one in stage.named("CMD", "ENTRYPOINT"):
            if one.array is None:
                yield at(one, f"{one.name} is in shell form: the service gets no SIGTERM")


@rule(
    "df-npm-start",
    "The service is started without a package manager",
    severity=Severity.HIGH,
    profile=Profile.SERVING,
    subject=Subject.DOCKERFILE,
    remediation='Start the runtime itself: CMD ["node", "server.mjs"].',
    applies=has_stage,
    link=_LINK,
    tags=("dockerfile", "shutdown"),
)
def npm_start(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a start through npm, npx, yarn or pnpm, which keep SIGTERM to themselves."""
    for name in ("ENTRYPOINT", "CMD"):
        for one in file.shipped(name)[-1:]:
            runner = _runner(one)
            if runner:
                yield at(one, f"{one.name} starts through {runner}, which swallows SIGTERM")


def _runner(one: Instruction) -> str:
    words = one.array
    if words and words[0].rpartition("/")[2] in _SHELLS:
        text = words[-1]
    else:
        text = one.text if words is None else " ".join(words)
    for command in commands(text):
        name = unwrapped(command).name
        if name in _RUNNERS:
            return name
    return ""
