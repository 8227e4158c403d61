"""The engine's property maps: plain values plus the two that are not, secrets and unknowns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf import struct_pb2

# Markers of the engine's wire format (developer documentation, "Property values").
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a public marker, not a secret
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
_UNKNOWNS = {
    _UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
}


@dataclass(frozen=True)
class Secret:
    """A value that the state must hold encrypted."""

    value: Any


@dataclass(frozen=True)
class Unknown:
    """A value that a preview cannot know yet."""


UNKNOWN = Unknown()
"""The one unknown value."""


def decode(properties: struct_pb2.Struct) -> dict[str, Any]:
    """Read a property map; nulls are left out, whole numbers become int."""
    return {
        key: decoded
        for key, value in properties.fields.items()
        if (decoded := _decode_value(value)) is not None
    }


def _decode_value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return _decode_object(value.struct_value)
    if kind == "list_value":
        return [_decode_value(item) for item in value.list_value.values]
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "string_value":
        return UNKNOWN if value.string_value in _UNKNOWNS else value.string_value
    if kind == "bool_value":
        return value.bool_value
    return None


def _decode_object(struct: struct_pb2.Struct) -> Any:
    signature = struct.fields[_SIGNATURE].string_value if _SIGNATURE in struct.fields else None
    if signature == _SECRET:
        return Secret(_decode_value(struct.fields["value"]))
    if signature == _OUTPUT:
        value = _decode_value(struct.fields["value"]) if "value" in struct.fields else UNKNOWN
        return Secret(value) if struct.fields["secret"].bool_value else value
    return decode(struct)


def encode(properties: Mapping[str, Any], *, keep_secrets: bool = True) -> struct_pb2.Struct:
    """Write a property map; without `keep_secrets` the values go out bare."""
    struct = struct_pb2.Struct()
    struct.update(_plain(properties, keep_secrets=keep_secrets))
    return struct


def _plain(value: Any, *, keep_secrets: bool) -> Any:
    if isinstance(value, Secret):
        inner = _plain(value.value, keep_secrets=keep_secrets)
        return {_SIGNATURE: _SECRET, "value": inner} if keep_secrets else inner
    if isinstance(value, Unknown):
        return _UNKNOWN
    if isinstance(value, Mapping):
        return {
            key: _plain(item, keep_secrets=keep_secrets)
            for key, item in value.items()
            if item is not None
        }
    if isinstance(value, list):
        return [_plain(item, keep_secrets=keep_secrets) for item in value]
    return value


def reveal(value: Any) -> Any:
    """Copy a value with every secret replaced by what it hides."""
    if isinstance(value, Secret):
        return reveal(value.value)
    if isinstance(value, Mapping):
        return {key: reveal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [reveal(item) for item in value]
    return value


def has_unknowns(value: Any) -> bool:
    """Tell whether anything in the value is not known yet."""
    return _contains(value, Unknown)


def has_secrets(value: Any) -> bool:
    """Tell whether anything in the value is secret."""
    return _contains(value, Secret)


def _contains(value: Any, wanted: type) -> bool:
    if isinstance(value, wanted):
        return True
    if isinstance(value, Secret):
        return _contains(value.value, wanted)
    if isinstance(value, Mapping):
        return any(_contains(item, wanted) for item in value.values())
    if isinstance(value, list):
        return any(_contains(item, wanted) for item in value)
    return False
