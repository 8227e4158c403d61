"""Packages that a RUN installs: each with a version."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .pip_cache import pip_words
from .place import at
from .runs import runs
from .shell import Command, unwrapped
from .stages import Dockerfile
from .user import has_stage

_VALUES: Mapping[str, frozenset[str]] = {
    "apt": frozenset({"-t", "-o", "-c", "-a", "--target-release", "--default-release",
                      "--option", "--config-file"}),
    "apk": frozenset({"-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir",
                      "--repositories-file", "--wait", "--arch", "--cache-dir",
                      "--cache-max-age"}),
    "pip": frozenset({"-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t",
                      "--target", "--prefix", "--root", "-b", "--build", "--src", "--cache-dir",
                      "--platform", "--python-version", "--implementation", "--abi", "--proxy",
                      "--timeout", "--retries", "--trusted-host", "--cert", "--client-cert",
                      "--log", "--progress-bar", "--no-binary", "--only-binary",
                      "--upgrade-strategy", "--install-option", "--global-option", "--python",
                      "--config-settings", "-C", "--report", "--use-feature",
                      "--use-deprecated", "--exists-action"}),
    "npm": frozenset({"--prefix", "--registry", "--cache", "--loglevel", "--tag", "-w",
                      "--workspace", "--omit", "--userconfig"}),
    "gem": frozenset({"-i", "--install-dir", "-n", "--bindir", "-P", "--trust-policy",
                      "--platform", "-s", "--source", "--build-root", "--document"}),
}  # fmt: skip
"""The options of each manager that take the next word."""

_PIP_VERSION = re.compile(r"[=<>~!]=|[<>]|@")
_LOCAL = ("/", "./", "../", ".", "~", "file:")


@rule(
    "df-pin-packages",
    "Installed packages have a version",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.DOCKERFILE,
    remediation="Write the version of each package (apt name=version, pip name==version, "
    "npm name@version), or install from a lock file.",
    applies=has_stage,
    link="https://docs.docker.com/build/building/best-practices/#version-pinning",
    tags=("dockerfile", "supply-chain"),
    frameworks=("hadolint DL3008", "DL3013", "DL3016", "DL3018", "DL3028"),
)
def pin_packages(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a RUN that installs a package without its version."""
    for one, found in runs(file):
        names = [name for command in found for name in _unpinned(unwrapped(command))]
        if names:
            yield at(one, f"installed without a version: {', '.join(names)}")


def _unpinned(command: Command) -> Iterator[str]:
    name = command.name
    if name in ("apt-get", "apt", "aptitude"):
        return _without(_packages(command.words[1:], "apt", "install"), _apt)
    if name == "apk":
        return _without(_packages(command.words[1:], "apk", "add"), _apk)
    if name == "npm":
        return _without(_packages(command.words[1:], "npm", "install", "i", "add"), _npm)
    if name == "gem":
        return _gems(command.words[1:])
    return _pip(pip_words(command))


def _packages(words: tuple[str, ...], manager: str, *subcommands: str) -> list[str]:
    """The arguments after the subcommand, options and their values left out."""
    found: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-"):
            skip = word in _VALUES[manager]
        else:
            found.append(word)
    return found[1:] if found and found[0] in subcommands else []


def _without(packages: Iterable[str], pinned: Callable[[str], bool]) -> Iterator[str]:
    return (one for one in packages if not pinned(one))


def _apt(package: str) -> bool:
    return "=" in package or "/" in package or package.endswith((".deb", "-"))


def _apk(package: str) -> bool:
    return any(sign in package for sign in "=<>~") or package.endswith(".apk")


def _npm(package: str) -> bool:
    if package.startswith(_LOCAL) or package.endswith((".tgz", ".tar.gz", ".tar")):
        return True
    if "://" in package or package.startswith("git@"):
        return "#" in package or package.startswith("http")
    version = package[1:].partition("@")[2]
    return version not in ("", "latest")


def _pip(words: tuple[str, ...]) -> Iterator[str]:
    sources = ("-r", "--requirement", "-c", "--constraint", "-e", "--editable", "--group")
    if any(word.startswith(sources) and not word.startswith("--ex") for word in words):
        return iter(())
    return _without(_packages(words, "pip", "install"), _pip_pinned)


def _pip_pinned(package: str) -> bool:
    if package.startswith(_LOCAL) or package.endswith((".whl", ".tar.gz", ".zip", "/")):
        return True
    if package.startswith("git+"):
        return "@" in package.partition("://")[2].partition("/")[2]
    if "://" in package:
        return True
    return _PIP_VERSION.search(package) is not None


def _gems(words: tuple[str, ...]) -> Iterator[str]:
    words = words[: words.index("--")] if "--" in words else words  # the rest is for its build
    if any(word in ("-v", "--version") or word.startswith("--version=") for word in words):
        return iter(())
    packages = _packages(words, "gem", "install", "i")
    return _without(packages, lambda one: ":" in one or one.endswith(".gem"))
