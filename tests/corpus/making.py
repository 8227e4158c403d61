"""From a recipe to the objects that make the failure. Pure."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from string import Template
from typing import Any

Object = dict[str, Any]
NAME = "web"
_SCRIPT = {"node": ["/nodejs/bin/node", "-e"], "python": ["python3", "-c"], "shell": ["sh", "-c"]}


@dataclass(frozen=True)
class Recipe:
    """One failure; the fields are explained in recipes.yaml."""

    id: str
    kind: str
    image: str
    until: str
    expected: Mapping[str, Any]
    script: str = ""
    command: tuple[str, ...] = ()
    container: Object = field(default_factory=dict)
    pod: Object = field(default_factory=dict)
    spec: Object = field(default_factory=dict)
    objects: tuple[Object, ...] = ()
    namespace: Mapping[str, str] = field(default_factory=dict)
    update: Object = field(default_factory=dict)
    settle: float = 4
    wait: float = 120


def recipe(entry: Mapping[str, Any]) -> Recipe:
    """Read one entry of recipes.yaml. Raises TypeError for a field that does not exist."""
    tuples = {name: tuple(entry[name]) for name in ("command", "objects") if name in entry}
    return Recipe(**{**entry, **tuples})


def updated(one: Recipe) -> Recipe | None:
    """The recipe of the release that follows, None where there is none."""
    return replace(one, **one.update) if one.update else None


def workload(one: Recipe, images: Mapping[str, str]) -> Object:
    """The Pod, Deployment or Job of a recipe, with the images that this machine has."""
    made: Object = _filled(_workload(one), images)
    return made


def _workload(one: Recipe) -> Object:
    pod = {**one.pod, "containers": [_container(one), *one.pod.get("containers", [])]}
    metadata = {"name": NAME, "labels": {"app": NAME}}
    if one.kind == "Pod":
        return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": pod}
    template = {"metadata": {"labels": {"app": NAME}}, "spec": pod}
    if one.kind == "Job":
        pod.setdefault("restartPolicy", "Never")
        spec = {"template": template, **one.spec}
        return {"apiVersion": "batch/v1", "kind": "Job", "metadata": metadata, "spec": spec}
    spec = {"selector": {"matchLabels": {"app": NAME}}, "template": template, **one.spec}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}


def _container(one: Recipe) -> Object:
    image = "${" + one.image + "}" if one.image in _SCRIPT else one.image
    command = [*(one.command or _SCRIPT.get(one.image, []))]
    container = {"name": "app", "image": image, **copy.deepcopy(one.container)}
    if one.script:
        command = [*(one.command or _SCRIPT[one.image]), one.script]
    return {**container, "command": command} if one.script or one.command else container


def _filled(value: Any, images: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, images) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, images) for inner in value]
    is_image = isinstance(value, str) and value in {"${node}", "${shell}", "${python}"}
    return Template(value).substitute(images) if is_image else value
