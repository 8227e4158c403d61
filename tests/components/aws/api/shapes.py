"""What a service's own model says of a call: names and types, and what the client leaves unchecked.

Botocore checks names, types and the least length or number. The enums, patterns and upper bounds
that stand in the same model it leaves to the service; here they count.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ServiceModel, Shape
from botocore.validate import ParamValidator


def call_problems(service: str, operation: str, params: dict[str, Any]) -> list[str]:
    """Every reason for which the service would refuse the call; empty when it fits its model."""
    shape = _model(service).operation_model(operation).input_shape
    report = ParamValidator().validate(params, shape)
    if report.has_errors():
        return [report.generate_report()]
    return list(_unchecked(shape, params, operation))


@cache
def _model(service: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(service)


def _unchecked(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if shape.type_name == "structure":
        for name, one in value.items():
            yield from _unchecked(shape.members[name], one, f"{path}.{name}")
        return
    if shape.type_name == "list":
        for index, one in enumerate(value):
            yield from _unchecked(shape.member, one, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key, one in value.items():
            yield from _unchecked(shape.key, key, f"{path} key {key}")
            yield from _unchecked(shape.value, one, f"{path}.{key}")
    elif shape.type_name == "string":
        yield from _text_problems(shape, value, path)
    yield from _bound_problems(shape, value, path)


def _text_problems(shape: Shape, value: str, path: str) -> Iterator[str]:
    if (enum := shape.metadata.get("enum")) and value not in enum:
        yield f"{path}: {value} is none of {', '.join(enum)}"
    if (pattern := shape.metadata.get("pattern")) and not _matches(pattern, value):
        yield f"{path}: {value} does not match {pattern}"


def _bound_problems(shape: Shape, value: Any, path: str) -> Iterator[str]:
    size = value if isinstance(value, int | float) else len(value)
    if (least := shape.metadata.get("min")) is not None and size < least:
        yield f"{path}: {size} is below {least}"
    if (most := shape.metadata.get("max")) is not None and size > most:
        yield f"{path}: {size} is above {most}"


def _matches(pattern: str, value: str) -> bool:
    """Java's classes of letters and the like, in Python's words; a match is of the whole text."""
    known = pattern.replace(r"\p{L}\p{Z}\p{N}", r"\w\s")
    return re.fullmatch(known, value) is not None
