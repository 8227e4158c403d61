"""Secrets in build arguments and in the image's environment: anyone with the image reads them."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..secrets.names import variable_announces_secret
from ..subjects import Context
from .instructions import Instruction
from .place import at
from .shell import commands, unwrapped
from .stages import Dockerfile, Stage, pairs
from .user import has_stage

_NEVER = frozenset({"GPG_KEY", "GPG_KEYS"})  # fingerprints, in the images of languages
_ALWAYS = frozenset({"AWS_ACCESS_KEY_ID", "AZURE_CLIENT_ID"})
_FILES = frozenset({"AWS_CONFIG_FILE", "HF_TOKEN_PATH", "GOOGLE_APPLICATION_CREDENTIALS"})
_LOGINS = (
    ("aws", "configure", "set", "aws_access_key_id"),
    ("aws", "configure", "set", "aws_secret_access_key"),
    ("gcloud", "auth", "activate-service-account"),
    ("az", "login"),
)


@rule(
    "df-secret-arg-env",
    "No secret is a build argument or in the image's environment",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.DOCKERFILE,
    remediation="Use RUN --mount=type=secret for the build, and the api_keys or secrets of the "
    "service for what it needs when it runs.",
    applies=has_stage,
    argument="secrets",
    link="https://docs.docker.com/build/building/secrets/",
    tags=("dockerfile", "secrets"),
    frameworks=("Trivy DS-0031", "CIS Docker 4.10"),
)
def secret_arg_env(file: Dockerfile, _: Context) -> Iterable[Problem]:
    """Fails an ARG or ENV named like a secret, a credentials file, or a login in a RUN."""
    for stage in file.stages:
        for one in stage.instructions:
            if one.name in ("ARG", "ENV"):
                yield from _variables(one, stage)
            elif one.name == "COPY" and one.words and one.words[-1].strip("${}\"'") in _FILES:
                yield at(one, "a file of credentials is copied into the image")
            elif one.name == "RUN" and _logs_in(one):
                yield at(one, "credentials are stored by a RUN without a secret mount")
    for one in file.instructions:
        if one.name == "FROM":
            break
        if one.name == "ARG" and file.stages[0].source is not None:
            yield from _variables(one, file.stages[0])


def _variables(one: Instruction, stage: Stage) -> Iterable[Problem]:
    for name, value in pairs(one):
        if name in _FILES:
            if value and _is_copied(value, stage):
                yield at(one, f"{name} names a file that is copied into the image")
        elif _sounds_secret(name) and not (one.name == "ENV" and value in ("", '""')):
            kind = "build argument" if one.name == "ARG" else "environment variable"
            yield at(one, f"the {kind} {name} puts a secret into the image")


def _sounds_secret(name: str) -> bool:
    plain = name.removeprefix("VITE_").removeprefix("REACT_APP_")
    return plain in _ALWAYS or (plain not in _NEVER and variable_announces_secret(plain))


def _is_copied(path: str, stage: Stage) -> bool:
    """Whether a COPY of the stage brings the file: it names it, or a folder above it."""
    wanted = _parts(path)
    for one in stage.named("COPY", "ADD"):
        target = _parts(one.words[-1]) if one.words else []
        if wanted[: len(target)] == target:
            return True
    return False


def _parts(path: str) -> list[str]:
    return [part for part in path.strip("\"'").split("/") if part not in ("", ".")]


def _logs_in(one: Instruction) -> bool:
    if any(flag.startswith("--mount=") and "type=secret" in flag for flag in one.flags):
        return False
    return any(
        unwrapped(command).words[: len(login)] == login
        for command in commands(one.shell)
        for login in _LOGINS
    )
