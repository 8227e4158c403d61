"""Reading a REST request into an operation and its parameters, by botocore's own service model.

The model that the clients write requests from is the one they are read by here:
routes, where a parameter stands, and what it may be.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

import botocore.session

from local.aws.errors import AwsError
from local.aws.http import Reply, Request
from local.aws.validation import problems

Parameters = dict[str, Any]
"""A request's parameters by the names that the service's model gives them."""


@dataclass(frozen=True)
class Route:
    """How an operation is recognised."""

    operation: str
    method: str
    path: re.Pattern[str]
    query: str
    status: int


@dataclass(frozen=True)
class Call:
    """One request for an operation."""

    operation: str
    status: int
    parameters: Parameters


@cache
def _model(service: str) -> Any:
    return botocore.session.Session().get_service_model(service)


@cache
def routes(service: str) -> tuple[Route, ...]:
    """Every operation of a service; those with a fixed query come first, being narrower."""
    model = _model(service)
    found = [_route(model.operation_model(name)) for name in model.operation_names]
    return tuple(sorted(found, key=lambda route: not route.query))


def parse(service: str, request: Request) -> Call | None:
    """The operation that is asked for; None for a path that the model does not have.

    Raises AwsError for parameters that the model does not allow.
    """
    for route in routes(service):
        found = route.path.fullmatch(request.path)
        if found and route.method == request.method and route.query in request.query:
            shape = _model(service).operation_model(route.operation).input_shape
            parameters = dict(_parameters(shape, request, found.groupdict())) if shape else {}
            _refuse(problems(shape, parameters) if shape else [])
            return Call(route.operation, route.status, parameters)
    return None


def answer(status: int, body: Mapping[str, Any] | None) -> Reply:
    """An operation's result as the JSON that clients expect."""
    if body is None:
        return Reply(204)
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json"})


def _route(operation: Any) -> Route:
    path, _, query = operation.http["requestUri"].partition("?")
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path))
    return Route(
        operation.name,
        operation.http["method"],
        re.compile(pattern + "/?"),
        query,
        operation.http.get("responseCode", 200),
    )


def _parameters(
    shape: Any, request: Request, path: Mapping[str, str]
) -> Iterator[tuple[str, object]]:
    payload = shape.serialization.get("payload")
    body = {} if payload else _json(request.body)
    for name, member in shape.members.items():
        where = member.serialization.get("location")
        wire = member.serialization.get("name", name)
        if name == payload:
            yield name, request.body
        elif where == "uri":
            yield name, unquote(path[wire])
        elif where == "querystring" and member.type_name == "list":
            yield name, re.findall(rf"(?:^|&){wire}=([^&]*)", unquote(request.query))
        elif where == "querystring" and wire in request.parameters:
            yield name, _typed(member, request.parameters[wire])
        elif where == "header" and wire.lower() in request.headers:
            yield name, request.headers[wire.lower()]
        elif where is None and body.get(wire) is not None:
            yield name, body[wire]


def _json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise AwsError("SerializationException", "The request body is not a JSON object.")
    return read


def _typed(member: Any, text: str) -> object:
    if member.type_name in {"integer", "long"}:
        return int(text) if text.lstrip("-").isdigit() else text
    if member.type_name == "boolean":
        return text == "true"
    return text


def _refuse(found: list[str]) -> None:
    if found:
        plural = "s" if len(found) > 1 else ""
        message = f"{len(found)} validation error{plural} detected: {'; '.join(found)}"
        raise AwsError("ValidationException", message)
