"""How a RUN runs: without sudo, and ending when any part of a pipe fails."""

from collections.abc import Iterable
from itertools import pairwise

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .instructions import Instruction
from .place import at
from .runs import is_of_windows, runs
from .shell import commands
from .stages import Dockerfile, Stage
from .user import has_stage

_KNOWS_PIPEFAIL = frozenset({"bash", "zsh", "ash", "ksh"})
_SETS_PIPEFAIL = _KNOWS_PIPEFAIL | {"set"}


@rule(
    "df-sudo",
    "No sudo in a build",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Run as root before USER, or switch with USER; sudo has no place in an image.",
    applies=has_stage,
    link="https://docs.docker.com/build/building/best-practices/#user",
    tags=("dockerfile", "security"),
    frameworks=("hadolint DL3004", "Trivy DS-0010", "Checkov CKV2_DOCKER_1"),
)
def sudo(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a RUN that calls sudo."""
    for one, found in runs(file):
        if any(command.name == "sudo" for command in found):
            yield at(one, "sudo in a build")


@rule(
    "df-pipefail",
    "A pipe fails with any of its parts",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation='Add SHELL ["/bin/bash", "-o", "pipefail", "-c"], or set -o pipefail first.',
    applies=has_stage,
    link="https://docs.docker.com/build/building/best-practices/#using-pipes",
    tags=("dockerfile",),
    frameworks=("hadolint DL4006", "Trivy DS-0032"),
)
def pipefail(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a pipe in a RUN whose shell goes on when its first part fails."""
    for stage in file.stages:
        safe = _starts_safe(file, stage)
        for one in stage.instructions:
            if one.name == "SHELL":
                safe = _is_safe(one.words)
            elif one.name == "RUN" and not one.trigger and not safe and _pipes(one):
                yield at(one, "a pipe whose first part may fail unseen")


def _starts_safe(file: Dockerfile, stage: Stage) -> bool:
    """Whether the stage that this one is built from, or one above it, left a safe SHELL."""
    for up in file.lineage(stage):
        shells = up.named("SHELL") if up is not stage else []
        if shells:
            return _is_safe(shells[-1].words)
    return False


def _is_safe(shell: tuple[str, ...]) -> bool:
    """Whether a SHELL sets pipefail, or is one that pipes otherwise."""
    name = shell[0].replace("\\", "/").rpartition("/")[2] if shell else ""
    if is_of_windows(shell):
        return True
    return name in _KNOWS_PIPEFAIL and any(
        option.startswith("-") and option.endswith("o") and word == "pipefail"
        for option, word in pairwise(shell)
    )


def _pipes(one: Instruction) -> bool:
    safe = False
    for command in commands(one.shell):
        if command.name in _SETS_PIPEFAIL and "pipefail" in command.words:
            safe = ("+o", "pipefail") not in pairwise(command.words)
        if command.piped and not safe:
            return True
    return False
