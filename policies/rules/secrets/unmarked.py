"""Values of Pulumi resources that the engine would store and print in plain text."""

import json
from collections.abc import Iterator
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context, Data
from ..unknown import Undecided, is_unknown
from .names import announces_secret, variable_announces_secret
from .values import written_out

_NAMES = ("name", "key")
_PROVIDER = "pulumi:providers:"


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
    """What is not marked stands in the state and in every diff, readable.

    A provider's lists and mappings are looked into, which the engine keeps as JSON.
    """
    problems: list[Problem] = []
    undecided = None
    found: list[tuple[str, str, Any]] = []
    provider = resource.type.startswith(_PROVIDER)
    _called_secret(_opened(resource.properties) if provider else resource.properties, "", found)
    for path, name, value in found:
        if _marked(path, resource.secrets):
            continue
        if is_unknown(value):
            undecided = undecided or Undecided(value.path or path)
        elif written_out(name, value):
            problems.append(Problem(path, f"{name} is called a secret and is not marked as one."))
    if undecided and not problems:
        raise undecided
    return problems


def _opened(properties: Data) -> dict[str, Any]:
    """The properties with lists and mappings in the place of the JSON that stands for them."""
    return {name: _parsed(value) for name, value in properties.items()}


def _parsed(value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _marked(path: str, secrets: frozenset[str]) -> bool:
    """Whether the path or anything that it stands in is kept secret."""
    return any(path == one or path.startswith((f"{one}.", f"{one}[")) or not one for one in secrets)


def _called_secret(value: Any, path: str, found: list[tuple[str, str, Any]]) -> None:
    """Add path, name and value wherever the name announces a secret, also in pairs of the two."""
    if isinstance(value, dict):
        if "value" in value:
            found += _pair(value, path)
        for key, one in value.items():
            if isinstance(one, dict | list):
                _called_secret(one, _below(path, key), found)
            elif announces_secret(str(key)):
                found.append((_below(path, key), str(key), one))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            _called_secret(one, f"{path}[{index}]", found)


def _pair(value: dict[str, Any], path: str) -> Iterator[tuple[str, str, Any]]:
    for field in _NAMES:
        name = value.get(field)
        if isinstance(name, str) and variable_announces_secret(name):
            yield _below(path, "value"), name, value["value"]


def _below(path: str, key: Any) -> str:
    return f"{path}.{key}" if path else str(key)
