"""Values of Pulumi resources that the engine would store and print in plain text."""

from collections.abc import Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context
from ..unknown import Undecided, is_unknown
from .names import announces_secret, variable_announces_secret
from .values import written_out

_NAMES = ("name", "key")


@rule(
    "secret-not-marked",
    "A value that is called a secret is one to the engine",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    remediation="Read it with config.require_secret or wrap it in pulumi.Output.secret; "
    "KubernetesService takes it in api_keys and secrets and marks it.",
    argument="secrets",
    link="https://www.pulumi.com/docs/iac/concepts/secrets/",
    tags=("secrets",),
)
def secret_not_marked(resource: Resource, _: Context) -> list[Problem]:
    """What is not marked stands in the state and in every diff, readable."""
    problems: list[Problem] = []
    undecided = None
    for path, name, value in _called_secret(resource.properties, ""):
        if _marked(path, resource.secrets):
            continue
        if is_unknown(value):
            undecided = undecided or Undecided(value.path or path)
        elif written_out(name, value):
            problems.append(Problem(path, f"{name} is called a secret and is not marked as one."))
    if undecided and not problems:
        raise undecided
    return problems


def _marked(path: str, secrets: frozenset[str]) -> bool:
    """Whether the path or anything that it stands in is kept secret."""
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) or not one for one in secrets)


def _called_secret(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Path, name and value wherever the name announces a secret, also of name and value pairs."""
    if is_unknown(value):
        return
    if isinstance(value, dict):
        yield from _pair(value, path)
        for key, one in value.items():
            below = f"{path}.{key}" if path else str(key)
            if announces_secret(str(key)) and not isinstance(one, dict | list):
                yield below, str(key), one
            else:
                yield from _called_secret(one, below)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _called_secret(one, f"{path}[{index}]")


def _pair(value: dict[str, Any], path: str) -> Iterator[tuple[str, str, Any]]:
    if "value" not in value:
        return
    for field in _NAMES:
        name = value.get(field)
        if isinstance(name, str) and variable_announces_secret(name):
            yield f"{path}.value" if path else "value", name, value["value"]
