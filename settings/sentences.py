"""Problems as located sentences: the setting, what is wrong, the way out, the file."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic.alias_generators import to_camel

NAMESPACE = "shipshape"
"""The namespace of the settings: the project's name."""

_NAMES_A_FILE = re.compile(r"\.|[^\s`\"]*/")
_ARGUMENT = re.compile(r"`([a-z][a-z0-9_.]*)`")
_RENAMED = {"target": "stage"}
"""Arguments of components that are settings by another name."""


class Elsewhere(str):
    """A sentence about something that no setting of the stack can mend: the user's credentials."""

    __slots__ = ()


def located(problem: str, file: str) -> str:
    """A component's sentence in the words of the stack: `min_ready` becomes shipshape:minReady.

    A sentence that begins with a path (the Dockerfile's) is located already.
    """
    if isinstance(problem, Elsewhere):
        return str(problem)
    named = _ARGUMENT.sub(lambda match: f"{NAMESPACE}:{_camel(match[1])}", problem)
    return named if _NAMES_A_FILE.match(problem) else f"{named} ({file})"


def unknown(name: str, known: Iterable[str]) -> str:
    """The sentence about a setting that does not exist, with the nearest one that does."""
    near = get_close_matches(name, list(known), n=1)
    hint = (
        f"; did you mean {NAMESPACE}:{near[0]}?"
        if near
        else "; docs/reference/settings.md lists all"
    )
    return f"{NAMESPACE}:{name} is not a setting{hint}"


def secret_command(name: str) -> str:
    """The command that sets a secret."""
    return f"pulumi config set --secret {NAMESPACE}:{name}"


def from_validation(error: ValidationError, known: Iterable[str]) -> list[str]:
    """One sentence for each error; values are not quoted, for one may be a secret."""
    names = list(known)
    return [_sentence(detail, names) for detail in error.errors(include_input=False)]


def _sentence(detail: Any, known: list[str]) -> str:
    location = [str(part) for part in detail["loc"]]
    name = ".".join(location)
    if detail["type"] == "extra_forbidden":
        if len(location) == 1:
            return unknown(name, known)
        return f"{NAMESPACE}:{name} is not a part of {NAMESPACE}:{location[0]}"
    if detail["type"] == "missing":
        command = "pulumi config set --path" if len(location) > 1 else "pulumi config set"
        return f"{NAMESPACE}:{name} is missing; set it with: {command} {NAMESPACE}:{name}"
    return f"{NAMESPACE}:{name} {_wanted(detail)}"


def _wanted(detail: Any) -> str:
    kind = detail["type"]
    if kind.startswith("int_"):
        return "must be a whole number"
    if kind.startswith("bool_"):
        return "must be true or false"
    if kind == "literal_error":
        return f"must be one of {detail['ctx']['expected']}"
    if kind == "list_type":
        return "must be a list"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return "must be a map"
    return "must be a text"


def _camel(argument: str) -> str:
    return ".".join(to_camel(_RENAMED.get(part, part)) for part in argument.split("."))
