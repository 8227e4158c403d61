"""Reading the case folders: files that a rule must pass, fail or leave undecided.

A case is `<family>/cases/<rule-id>/<verdict>-<situation>.yaml` or `.Dockerfile`,
or a folder of such files that are judged together. Its first line may be a
comment `# settings: {...}`, the rule's configuration. In YAML, `!unknown` stands
for a value that is not known yet, `!secret` marks one that the engine keeps
secret; a document with `type` and `properties` is a Pulumi resource.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policies.rules.dockerfile.stages import Dockerfile
from policies.rules.documents import objects_in
from policies.rules.pulumi_resource import Resource
from policies.rules.subjects import World
from policies.rules.unknown import Unknown

HERE = Path(__file__).parent
SETTINGS = "# settings:"


@dataclass(frozen=True)
class Secret:
    """A value that the engine keeps secret, as a case writes it."""

    value: Any


class _Loader(yaml.SafeLoader):
    """Plain YAML with the two tags of cases."""


_Loader.add_constructor("!unknown", lambda _, node: Unknown(str(node.value)))
_Loader.add_constructor("!secret", lambda _, node: Secret(node.value))


@dataclass(frozen=True)
class Case:
    """One case: the files judged together, the rule asked, and the verdict it owes."""

    rule: str
    verdict: str
    path: Path

    def __str__(self) -> str:
        return f"{self.rule}/{self.path.stem}"

    @property
    def files(self) -> list[Path]:
        """The case's file, or the files of its folder."""
        return sorted(self.path.iterdir()) if self.path.is_dir() else [self.path]

    def settings(self) -> Mapping[str, Any]:
        """What the case configures of its rule."""
        for file in self.files:
            first = file.read_text().partition("\n")[0]
            if first.startswith(SETTINGS):
                found: Mapping[str, Any] = yaml.safe_load(first.removeprefix(SETTINGS))
                return found
        return {}

    def world(self) -> World:
        """Everything in the case's files."""
        documents = [one for file in self.files for one in _documents(file)]
        return World(
            objects=tuple(
                found for one in documents if not _is_resource(one) for found in objects_in(one)
            ),
            dockerfiles=tuple(
                Dockerfile(file.read_text(), file.name)
                for file in self.files
                if file.name.endswith("Dockerfile")
            ),
            resources=tuple(_resource(one) for one in documents if _is_resource(one)),
        )


def cases() -> list[Case]:
    """All cases of all families."""
    return [
        Case(folder.name, found.name.partition("-")[0], found)
        for folder in sorted(HERE.glob("*/cases/*"))
        for found in sorted(folder.iterdir())
    ]


def _documents(file: Path) -> list[Any]:
    if file.suffix != ".yaml":
        return []
    return list(yaml.load_all(file.read_text(), _Loader))  # a safe loader with tags


def _is_resource(document: Any) -> bool:
    return isinstance(document, dict) and "properties" in document and "kind" not in document


def _resource(document: Mapping[str, Any]) -> Resource:
    properties = document["properties"]
    return Resource(
        type=document["type"],
        properties=_plain(properties),
        name=document.get("name", "it"),
        urn=document.get("urn", ""),
        secrets=frozenset(_secret_paths(properties)),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Secret):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _secret_paths(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, Secret):
        yield path
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _secret_paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _secret_paths(one, f"{path}[{index}]")
