"""The user that the image runs as."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context
from ..unknown import Undecided
from .instructions import Instruction
from .place import at
from .stages import Dockerfile, Stage, pairs, substitute, unquoted

_ROOT = frozenset({"root", "0", "ContainerAdministrator"})
_LINK = "https://docs.docker.com/build/building/best-practices/#user"


def has_stage(file: Dockerfile, _: Context) -> bool:
    """Whether there is anything that ships."""
    return file.last is not None


def last_user(file: Dockerfile) -> Instruction | None:
    """The USER in force at the end of the stage that ships."""
    users = file.shipped("USER")
    return users[-1] if users else None


def values(file: Dockerfile) -> dict[str, str]:
    """The ARGs and ENVs with a value, of the stage that ships and those it is built from."""
    found = dict(file.arguments)
    for one in file.shipped("ARG", "ENV"):
        found.update({key: value for key, value in pairs(one) if value is not None})
    return found


def _unprivileged_base(file: Dockerfile, stage: Stage) -> bool:
    root = list(file.lineage(stage))[-1]
    return "nonroot" in file.base_image(root).partition("@")[0].rpartition("/")[2]


@rule(
    "df-user-present",
    "The image names its user",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Add USER with a numeric id other than 0 to the last stage, such as USER 65532.",
    applies=has_stage,
    argument="run_as_user",
    link=_LINK,
    tags=("dockerfile", "security"),
    frameworks=("Trivy DS-0002", "Checkov CKV_DOCKER_3", "CIS Docker 4.1"),
)
def user_present(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails when the stage that ships has no USER and its base is not made for one."""
    stage = file.last
    if stage is None or last_user(file) is not None or _unprivileged_base(file, stage):
        return
    yield at(stage.source, "no USER in the stage that ships: it runs as root")


@rule(
    "df-user-not-root",
    "The image does not run as root",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="End the last stage with a USER other than root, such as USER 65532.",
    applies=has_stage,
    argument="run_as_user",
    link=_LINK,
    tags=("dockerfile", "security"),
    frameworks=("hadolint DL3002", "Trivy DS-0002", "Checkov CKV_DOCKER_8", "CIS Docker 4.1"),
)
def user_not_root(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails when the last USER of the stage that ships is root."""
    one = last_user(file)
    if one is None:
        return
    words = substitute(one.text, values(file)).split()
    user = unquoted(words[0] if words else "").partition(":")[0]
    if "$" in user:
        raise Undecided(at(one, "").path)
    if user in _ROOT or (user and not user.strip("0")):
        yield at(one, "the last USER is root")
