"""Check: refuse what cannot be, and complete the rest with names, defaults and default tags."""

import re
from collections.abc import Iterator
from typing import Any

from local.providers.aws import forms, kind, naming
from local.providers.aws.configuration import ELSEWHERE
from local.providers.aws.kind import Kind
from local.providers.aws.operations.request import CheckRequest, Marked
from local.providers.aws.property import Property, Setter, named
from local.providers.aws.resources import kind_of
from local.providers.aws.session import Session
from local.providers.protocol.marking import marked
from local.providers.protocol.properties import Unknown, has_unknowns, reveal

DEFAULTS = "__defaults"
"""Where checked inputs say which of them the program did not set, as the official one does."""


def check(session: Session, request: CheckRequest) -> tuple[Marked, dict[str, str]]:
    """The inputs that later questions get, and what is wrong: property -> sentence."""
    found = kind_of(request.token)
    inputs = {name: value for name, value in reveal(request.news).items() if name != DEFAULTS}
    failures = dict(_failures(found.type, found.inputs, inputs, ""))
    inputs = _written(found.inputs, inputs)
    made_up = {} if failures else _completions(found, inputs, request)
    completed = {**made_up, **inputs}
    if any(one is kind.TAGS for one in found.properties):
        _add_default_tags(session, completed)
    completed[DEFAULTS] = sorted(made_up)
    return marked(completed, request.news), failures


def _failures(
    token: str, properties: tuple[Property, ...], inputs: Any, path: str
) -> Iterator[tuple[str, str]]:
    known = named(properties)
    for name in inputs.keys() - known.keys() - {DEFAULTS}:
        yield path + name, f"{path}{name} of {token} is not answered here: {ELSEWHERE}"
    for name, one in known.items():
        value = inputs.get(name)
        if value is None:
            if one.setter is Setter.REQUIRED:
                yield path + name, f'the argument "{_snake(name)}" is required'
        elif one.nested:
            for block in value if isinstance(value, list) else [value]:
                if isinstance(block, dict):
                    yield from _failures(token, one.nested, block, f"{path}{name}.")
        elif complaint := _complaint(one, value):
            yield path + name, complaint


def _complaint(one: Property, value: Any) -> str:
    """What is wrong with a value, in the official provider's words; empty for nothing."""
    if isinstance(value, Unknown):
        return ""
    if one.limits and not one.limits[0] <= value <= one.limits[1]:
        low, high = one.limits
        return f"expected {_snake(one.name)} to be in the range ({low} - {high}), got {value}"
    if one.choices and value not in one.choices:
        words = " ".join(f'"{each}"' for each in one.choices)
        return f"expected {_snake(one.name)} to be one of [{words}], got {value}"
    return ""


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def _written(properties: tuple[Property, ...], inputs: Any) -> dict[str, Any]:
    """Inputs in their own form: documents as text, defaults in blocks."""
    known = named(properties)
    return {
        name: _value(known[name], value) if name in known else value
        for name, value in inputs.items()
    }


def _value(one: Property, value: Any) -> Any:
    if isinstance(value, dict) and one.nested:
        defaults = {each.name: each.default for each in one.nested if each.default is not None}
        return {**defaults, **_written(one.nested, value)}
    if isinstance(value, list) and one.nested:
        return [_value(one, item) for item in value]
    if one.form is forms.DOCUMENT and not isinstance(value, Unknown):
        return Unknown() if has_unknowns(value) else forms.document_text(value)
    return value


def _completions(found: Kind, inputs: dict[str, Any], request: CheckRequest) -> dict[str, Any]:
    made_up = {
        one.name: one.default
        for one in found.inputs
        if one.default is not None and one.name not in inputs
    }
    rule = found.naming
    if rule is not None and rule.property not in inputs:
        kept = reveal(request.olds)
        old = kept.get(rule.property) if rule.property in kept.get(DEFAULTS, []) else None
        made_up[rule.property] = old or naming.invented(rule, request.wish, inputs)
    return made_up


def _add_default_tags(session: Session, inputs: dict[str, Any]) -> None:
    tags = inputs.get("tags", {})
    if session.settings.default_tags and isinstance(tags, dict):
        inputs["tags"] = {**session.settings.default_tags, **tags}
