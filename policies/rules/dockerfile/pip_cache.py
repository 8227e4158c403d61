"""pip's cache, which a layer would keep."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .instructions import Instruction
from .place import at
from .runs import mounted
from .shell import Command, commands, unwrapped
from .stages import Dockerfile, Stage, pairs
from .user import has_stage

_TRUE = frozenset({"1", "true", "yes", "on", "t", "y"})


@rule(
    "df-pip-no-cache",
    "pip leaves no cache in the image",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Use pip install --no-cache-dir, or RUN --mount=type=cache for pip's cache.",
    applies=has_stage,
    link="https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
    tags=("dockerfile", "size"),
    frameworks=("hadolint DL3042",),
)
def pip_no_cache(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails pip install that writes its cache into a layer."""
    for stage in file.stages:
        off = any(_switches_off(one) for one in _inherited(file, stage))
        for one in stage.instructions:
            off = off or _switches_off(one)
            if one.name != "RUN" or off or mounted(one, "pip", "/root/.cache"):
                continue
            if _leaves_cache(commands(one.shell)):
                yield at(one, "pip install keeps its cache in the layer")


def _inherited(file: Dockerfile, stage: Stage) -> list[Instruction]:
    return [one for up in file.lineage(stage) if up is not stage for one in up.instructions]


def pip_words(command: Command) -> tuple[str, ...]:
    """What follows `pip`, also called as `python -m pip`; nothing for another program."""
    words = command.words
    if command.name.startswith("python") and "-m" in words[:-1]:
        module = words.index("-m") + 1
        return words[module + 1 :] if words[module] == "pip" else ()
    digits = command.name.removeprefix("pip")
    is_pip = command.name.startswith("pip") and not digits.replace(".", "").strip("0123456789")
    return words[1:] if is_pip else ()


def _leaves_cache(found: tuple[Command, ...]) -> bool:
    """Whether any of the commands fills pip's cache before an export switches it off."""
    for command in found:
        if command.name == "export" and any(map(_says_no_cache, command.words)):
            return False
        if _caches(command):
            return True
    return False


def _says_no_cache(word: str) -> bool:
    return word.startswith("PIP_NO_CACHE_DIR=") and _is_true(word.partition("=")[2])


def _caches(command: Command) -> bool:
    words = pip_words(unwrapped(command))
    if "install" not in words or "--no-cache-dir" in words:
        return False
    return not any(map(_says_no_cache, (*command.variables, *command.words)))


def _switches_off(one: Instruction) -> bool:
    return one.name == "ENV" and any(
        name == "PIP_NO_CACHE_DIR" and _is_true(value or "") for name, value in pairs(one)
    )


def _is_true(value: str) -> bool:
    return value.strip("\"'").lower() in _TRUE
