"""Property maps on the wire."""

from typing import Any

from google.protobuf import json_format, struct_pb2

from local.providers.protocol.properties import (
    UNKNOWN,
    Secret,
    decode,
    encode,
    has_secrets,
    has_unknowns,
    reveal,
)

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_WIRE = {
    "text": "x",
    "whole": 3.0,
    "part": 0.5,
    "yes": True,
    "list": [1.0, None, {"a": "b"}],
    "secret": {_SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "value": {"key": "hush"}},
    "later": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
}
_PLAIN: dict[str, Any] = {
    "text": "x",
    "whole": 3,
    "part": 0.5,
    "yes": True,
    "list": [1, None, {"a": "b"}],
    "secret": Secret({"key": "hush"}),
    "later": UNKNOWN,
}


def _struct(values: dict[str, Any]) -> struct_pb2.Struct:
    struct = struct_pb2.Struct()
    struct.update(values)
    return struct


def test_the_wire_is_read() -> None:
    """Whole numbers become int, secrets and unknowns their own types, nulls go."""
    assert decode(_struct({**_WIRE, "nothing": None})) == _PLAIN


def test_the_wire_is_written() -> None:
    """What was read is written the same."""
    assert json_format.MessageToDict(encode(_PLAIN)) == _WIRE


def test_an_engine_without_secrets_gets_bare_values() -> None:
    """Such an engine would take the marker for data."""
    written = json_format.MessageToDict(encode({"a": Secret("hush")}, keep_secrets=False))
    assert written == {"a": "hush"}


def test_output_values_are_unwrapped() -> None:
    """Outputs carry their value, their secrecy, or nothing yet."""
    output = {_SIGNATURE: "d0e6a833031e9bbcd3f4e8bde6ca49a4"}
    wire = {
        "known": {**output, "value": "x"},
        "secret": {**output, "value": "y", "secret": True},
        "later": output,
    }
    assert decode(_struct(wire)) == {"known": "x", "secret": Secret("y"), "later": UNKNOWN}


def test_secrets_are_revealed_and_found() -> None:
    """At any depth."""
    nested = {"a": [{"b": Secret({"c": [Secret("hush")]})}]}
    assert reveal(nested) == {"a": [{"b": {"c": ["hush"]}}]}
    assert has_secrets(nested)
    assert not has_secrets(reveal(nested))


def test_unknowns_are_found() -> None:
    """At any depth, inside secrets too."""
    assert has_unknowns({"a": [Secret({"b": UNKNOWN})]})
    assert not has_unknowns({"a": [Secret({"b": 1})]})
