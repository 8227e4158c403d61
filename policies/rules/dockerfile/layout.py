"""How the file is laid out: stages, their names, and what the last one carries."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .place import at
from .shell import Command, commands, unwrapped
from .stages import Dockerfile
from .user import has_stage

_LINK = "https://docs.docker.com/build/building/multi-stage/"
_COMPILERS = frozenset(
    {"gcc", "g++", "cc", "make", "cmake", "ninja", "tsc", "webpack", "vite", "esbuild", "mvn",
     "gradle", "gradlew", "mvnw", "maturin"}
)  # fmt: skip
_PACKAGES = frozenset(
    {"build-essential", "build-base", "gcc", "g++", "make", "cmake", "clang", "rustc", "cargo",
     "golang", "default-jdk", "maven", "musl-dev", "python3-dev", "libc6-dev"}
)  # fmt: skip
_INSTALLERS = frozenset({"apt-get", "apt", "apk", "yum", "dnf", "microdnf"})
_BUILDS: dict[str, frozenset[str]] = {
    "cargo": frozenset({"build", "install"}),
    "go": frozenset({"build", "install"}),
    "dotnet": frozenset({"build", "publish"}),
    "bun": frozenset({"build"}),
}
_PRODUCTION = ("--production", "--omit=dev", "--only=production", "--only=prod", "--prod", "-P")


@rule(
    "df-stage-alias",
    "Stage names are unique",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Give each stage a name of its own.",
    applies=has_stage,
    link=_LINK,
    tags=("dockerfile",),
    frameworks=("hadolint DL3024", "Trivy DS-0012", "Checkov CKV_DOCKER_11"),
)
def stage_alias(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails the second stage of a name; letter case does not tell names apart."""
    seen: set[str] = set()
    for stage in file.stages:
        name = stage.name.lower()
        if name and name in seen:
            yield at(stage.source, f"another stage is called {stage.name}")
        seen.add(name)


@rule(
    "df-maintainer",
    "The maintainer is a label",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.DOCKERFILE,
    remediation="Use LABEL org.opencontainers.image.authors=... instead of MAINTAINER.",
    applies=has_stage,
    link="https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
    tags=("dockerfile",),
    frameworks=("hadolint DL4000", "Trivy DS-0022", "Checkov CKV_DOCKER_6"),
)
def maintainer(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a MAINTAINER."""
    for one in file.instructions:
        if one.name == "MAINTAINER":
            yield at(one, "MAINTAINER is deprecated")


@rule(
    "df-multi-stage",
    "What builds the service does not ship with it",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Build in a stage of its own and COPY --from it into a small last stage.",
    applies=has_stage,
    argument="target",
    link=_LINK,
    tags=("dockerfile", "size"),
)
def multi_stage(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a build in the stage that ships, or in one that it is built from."""
    for one in file.shipped("RUN"):
        for command in commands(one.shell):
            what = _builds(unwrapped(command))
            if what:
                yield at(one, f"{what} leaves its tools in the image that ships")
                break


def _builds(command: Command) -> str:
    """What a command builds with, "" for one that builds nothing."""
    name = command.name
    if name in _COMPILERS:
        return name
    if name in _BUILDS and command.has(*_BUILDS[name]):
        return f"{name} {command.words[1]}"
    if name in _INSTALLERS and command.has("install", "add"):
        tools = sorted(_PACKAGES & {one.partition("=")[0] for one in command.words})
        return f"installing {tools[0]}" if tools else ""
    return _node_build(name, command) if name in ("npm", "yarn", "pnpm") else ""


def _node_build(name: str, command: Command) -> str:
    """An install with development dependencies, or a build script."""
    first = command.arguments[0] if command.arguments else ""
    if first in ("run", "build", "run-script"):
        return f"{name} {first}"
    if first not in ("install", "ci", "i") and not (name == "yarn" and not first):
        return ""
    if command.has("-g", "--global", *_PRODUCTION) or len(command.arguments) > 1:
        return ""
    return f"{name} {first}".strip() + " with development packages"
