"""Telling what a file holds by its name, and a stream by its first words."""

import re
from enum import Enum
from pathlib import PurePath

from ops.check.reading.dockerfile import read_dockerfile
from ops.check.reading.found import Reading
from ops.check.reading.json import read_json
from ops.check.reading.yaml import read_yaml


class Form(Enum):
    """What can be read."""

    YAML = "yaml"
    JSON = "json"
    DOCKERFILE = "dockerfile"


_DOCKERFILES = frozenset({"dockerfile", "containerfile"})
_FIRST_INSTRUCTION = re.compile(r"(?:\s*(?:#[^\n]*)?\n|\s*ARG\s[^\n]*\n)*\s*FROM\s", re.IGNORECASE)


def form_by_name(name: str) -> Form | None:
    """What a file's name says that it holds; None if it says nothing."""
    lower = PurePath(name).name.lower()
    if lower.endswith((".yaml", ".yml")):
        return Form.YAML
    if lower.endswith(".json"):
        return Form.JSON
    words = lower.split(".")
    if words[-1] == "dockerignore":
        return None
    return Form.DOCKERFILE if {words[0], words[-1]} & _DOCKERFILES else None


def form_by_text(text: str) -> Form:
    """What a text looks like: JSON by its bracket, a Dockerfile by its FROM, else YAML."""
    if text.lstrip()[:1] in ("{", "["):
        return Form.JSON
    return Form.DOCKERFILE if _FIRST_INSTRUCTION.match(text) else Form.YAML


def read_text(text: str, file: str) -> Reading:
    """What the text holds. JSON that is none may be YAML in braces, and is read as that."""
    form = form_by_name(file) or form_by_text(text)
    if form is Form.DOCKERFILE:
        return read_dockerfile(text, file)
    if text.lstrip()[:1] in ("{", "["):
        reading = read_json(text, file)
        if not reading.troubles or form is Form.JSON:
            return reading
    return read_yaml(text, file)
