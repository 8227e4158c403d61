"""A resource's properties as they came on the wire, unpacked in one pass when somebody asks.

The SDK unpacks the properties in three passes, for each policy of a pack and each resource anew:
most of what a pack costs. The rules need one pass for all policies.
"""

from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from google.protobuf import json_format
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY, deserialize_properties
from pulumi_policy.proxy import unknown_checking_proxy

from ..rules.unknown import Unknown
from .unknowns import UNKNOWN

_STEPS = ("deserialize_properties", "unknown_checking_proxy", "json_format")


class Later(Mapping[str, Any]):
    """Properties that are still a message; as a mapping they are what the SDK would have made."""

    def __init__(self, message: Any) -> None:
        self.message = message
        self._made: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        """A property."""
        return self._dict()[key]

    def __iter__(self) -> Iterator[str]:
        """The names of the properties."""
        return iter(self._dict())

    def __len__(self) -> int:
        """How many properties there are."""
        return len(self._dict())

    def copy(self) -> dict[str, Any]:
        """A dict of one's own."""
        return dict(self._dict())

    def writable(self) -> Any:
        """What a remediation may change and give back: secrets stay secret in it."""
        return unknown_checking_proxy(deserialize_properties(self.copy(), True))

    def _dict(self) -> dict[str, Any]:
        if self._made is None:
            made: dict[str, Any] = json_format.MessageToDict(self.message)
            self._made = made
        return self._made


def unpack_later(sdk: Any) -> None:
    """Let the SDK's module pass properties on as they are; one made otherwise is left alone."""
    if not all(hasattr(sdk, name) for name in _STEPS):
        return
    sdk.json_format = SimpleNamespace(MessageToDict=Later)
    sdk.deserialize_properties = _passing(sdk.deserialize_properties)
    sdk.unknown_checking_proxy = _passing(sdk.unknown_checking_proxy)


def _passing(step: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *more: value if isinstance(value, Later) else step(value, *more)


def plain_message(struct: Any, path: str = "") -> dict[str, Any]:
    """The properties as plain data; what is not known yet is an `Unknown` that knows its path."""
    return {
        key: _value(inner, f"{path}.{key}" if path else key) for key, inner in struct.fields.items()
    }


def secret_values(struct: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The path and the plain value of everything in the properties that is marked as a secret."""
    for key, inner in struct.fields.items():
        yield from _secrets(inner, f"{path}.{key}" if path else key)


def _value(value: Any, path: str) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        text = value.string_value
        return Unknown(path) if text in UNKNOWN else text
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "struct_value":
        return _struct(value.struct_value, path)
    if kind == "list_value":
        values = value.list_value.values
        return [_value(inner, f"{path}[{at}]") for at, inner in enumerate(values)]
    return value.bool_value if kind == "bool_value" else None


def _struct(struct: Any, path: str) -> Any:
    if SPECIAL_SIG_KEY not in struct.fields:
        return plain_message(struct, path)
    if _is_secret(struct):
        return _value(struct.fields["value"], path)
    return "asset"


def _is_secret(struct: Any) -> bool:
    signature = struct.fields
    return (
        SPECIAL_SIG_KEY in signature
        and signature[SPECIAL_SIG_KEY].string_value == SPECIAL_SECRET_SIG
    )


def _secrets(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        if _is_secret(value.struct_value):
            yield path, _value(value.struct_value.fields["value"], path)
        else:
            yield from secret_values(value.struct_value, path)
    elif kind == "list_value":
        for at, inner in enumerate(value.list_value.values):
            yield from _secrets(inner, f"{path}[{at}]")
