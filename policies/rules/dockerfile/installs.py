"""RUNs that install packages: index and install together, nothing left behind, apt-get."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from .place import at
from .runs import mounted, runs
from .shell import Command, commands, unwrapped
from .stages import Dockerfile
from .user import has_stage

_LISTS = "/var/lib/apt/lists"
_CLEANED = "/var/lib/apt"
_INDEXES = frozenset({"update", "up"})
_INSTALLS = frozenset(
    {"install", "source-install", "reinstall", "groupinstall", "localinstall", "add", "upgrade",
     "dist-upgrade", "full-upgrade", "build-dep"}
)  # fmt: skip
_MANAGERS = {"apt-get": "apt", "apt": "apt", "aptitude": "apt", "yum": "yum", "apk": "apk",
             "dnf": "dnf", "microdnf": "dnf", "zypper": "zypper"}  # fmt: skip
_APT = "https://docs.docker.com/build/building/best-practices/#apt-get"


@rule(
    "df-update-alone",
    "The package index is updated where it is used",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Put update and install into one RUN: a cached update installs old packages.",
    applies=has_stage,
    link=_APT,
    tags=("dockerfile", "packages"),
    frameworks=("Trivy DS-0017", "Checkov CKV_DOCKER_5", "CIS Docker 4.7"),
)
def update_alone(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a RUN that updates an index and installs nothing from it afterwards."""
    for one, found in runs(file):
        updated: set[str] = set()
        for command in map(unwrapped, found):
            manager = _MANAGERS.get(command.name)
            first = command.arguments[0] if command.arguments else ""
            if manager and first in _INDEXES:
                updated.add(manager)
            elif manager and first in _INSTALLS:
                updated.discard(manager)
        if updated:
            yield at(one, f"{min(updated)} update without an install in the same RUN")


@rule(
    "df-apt-clean",
    "The package lists do not ship",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="End the RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there.",
    applies=has_stage,
    link=_APT,
    tags=("dockerfile", "size"),
    frameworks=("hadolint DL3009",),
)
def apt_clean(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails an apt-get update of the stage that ships whose lists stay in its layer."""
    for one in file.shipped("RUN"):  # what is behind ONBUILD lands in another image
        found = [unwrapped(command) for command in commands(one.shell)]
        updates = any(c.name in ("apt-get", "apt", "aptitude") and c.has("update") for c in found)
        if updates and not mounted(one, _CLEANED) and not any(map(_removes_lists, found)):
            yield at(one, f"the package lists stay in {_LISTS}")


@rule(
    "df-apt-not-apt-get",
    "Scripts use apt-get, not apt",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.DOCKERFILE,
    remediation="Use apt-get or apt-cache: apt is for people and its output changes.",
    applies=has_stage,
    link=_APT,
    tags=("dockerfile", "packages"),
    frameworks=("hadolint DL3027", "Checkov CKV_DOCKER_9"),
)
def apt_not_apt_get(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails a command called apt."""
    for one, found in runs(file):
        if any(unwrapped(command).name == "apt" for command in found):
            yield at(one, "apt is for people at a terminal")


def _removes_lists(command: Command) -> bool:
    return command.name == "rm" and any(word.startswith(_CLEANED) for word in command.words)
