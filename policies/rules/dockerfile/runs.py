"""The RUNs of a Dockerfile: their commands, and what is mounted while they run."""

from collections.abc import Iterable

from .instructions import Instruction
from .shell import Command, commands
from .stages import Dockerfile

_TARGETS = ("target=", "dst=", "destination=")


def runs(file: Dockerfile) -> Iterable[tuple[Instruction, tuple[Command, ...]]]:
    """Every RUN with its commands; those for PowerShell and cmd are left out."""
    for stage in file.stages:
        reads = True
        for one in stage.instructions:
            if one.name == "SHELL":
                reads = not is_of_windows(one.words)
            elif one.name == "RUN" and reads:
                yield one, commands(one.shell)


def is_of_windows(shell: tuple[str, ...]) -> bool:
    """Whether a SHELL is PowerShell or cmd, which have commands and pipes of their own."""
    name = shell[0].replace("\\", "/").rpartition("/")[2].lower() if shell else ""
    return name.startswith(("pwsh", "powershell", "cmd"))


def mounted(one: Instruction, *folders: str) -> bool:
    """Whether a cache or a tmpfs is mounted on one of these folders."""
    for flag in one.flags:
        words = flag.removeprefix("--mount=").split(",")
        if {"type=cache", "type=tmpfs"}.isdisjoint(words):
            continue
        targets = [word.partition("=")[2] for word in words if word.startswith(_TARGETS)]
        if any(folder in target for target in targets for folder in folders):
            return True
    return False
