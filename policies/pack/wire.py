"""Between the engine's messages and plain data.

The engine marks secrets, assets and archives with a signature in a mapping, and sends a text of its
own for a value that is not known yet. Both are constants of its protocol.
"""

from typing import Any

from google.protobuf import json_format, struct_pb2

from ..rules.unknown import Unknown

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key under which a mapping says that it stands for something else."""

SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # a kind of value, not a value
"""What stands there for a secret, whose value stands under `value`."""

UNKNOWN = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # a text
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # a mapping
    }
)
"""The texts for values that are not known yet."""

Path = tuple[Any, Any]
"""The path to what holds a value, `()` for the properties themselves, and the key or index there.

As text it is wanted of few values, so it is written out only then.
"""

_ASSET = "asset"


class Properties:
    """A resource's properties as plain data, and what of them is secret, read in one pass.

    What is not known yet is an `Unknown` that knows its path. Whole numbers are integers again, for
    a message only has doubles. An asset or archive is only told by its name. `secrets` are paths
    and plain values.
    """

    def __init__(self, message: Any) -> None:
        self.secrets: list[tuple[str, Any]] = []
        self.data: dict[str, Any] = self._mapping(message.fields, ())

    def _mapping(self, fields: Any, path: Any) -> dict[str, Any]:
        return {key: self._value(fields[key], (path, key)) for key in fields}

    def _value(self, value: Any, path: Path) -> Any:
        kind = value.WhichOneof("kind")
        if kind == "string_value":
            text = value.string_value
            return Unknown(written(path)) if text in UNKNOWN else text
        if kind == "struct_value":
            fields = value.struct_value.fields
            return (
                self._signed(fields, path) if SIGNATURE in fields else self._mapping(fields, path)
            )
        if kind == "list_value":
            values = value.list_value.values
            return [self._value(inner, (path, at)) for at, inner in enumerate(values)]
        if kind == "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        return value.bool_value if kind == "bool_value" else None

    def _signed(self, fields: Any, path: Path) -> Any:
        if fields[SIGNATURE].string_value != SECRET:
            return _ASSET
        found = self._value(fields["value"], path)
        self.secrets.append((written(path), found))
        return found


def written(path: Any) -> str:
    """A path as findings tell it, such as `spec.containers[0].image`."""
    steps: list[Any] = []
    while path:
        path, step = path
        steps.append(step)
    text = ""
    for step in reversed(steps):
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


class Draft:
    """A resource's properties for a remedy to change and send back.

    In `data` the secrets are plain, and unknown values are the engine's texts for them. A remedy
    may add values, but neither remove nor move any: that is how a secret is known again.
    """

    def __init__(self, message: Any) -> None:
        self._secrets: set[Path] = set()
        self.data: Any = self._opened(json_format.MessageToDict(message), ())

    def message(self) -> Any:
        """The properties as they are now, what was secret marked again."""
        message = struct_pb2.Struct()
        message.update(self._closed(self.data, ()))
        return message

    def _opened(self, value: Any, path: Any) -> Any:
        if isinstance(value, list):
            return [self._opened(inner, (path, at)) for at, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if value.get(SIGNATURE) == SECRET:
            self._secrets.add(path)
            return self._opened(value.get("value"), path)
        return {key: self._opened(inner, (path, key)) for key, inner in value.items()}

    def _closed(self, value: Any, path: Any) -> Any:
        if isinstance(value, list):
            closed: Any = [self._closed(inner, (path, at)) for at, inner in enumerate(value)]
        elif isinstance(value, dict):
            closed = {key: self._closed(inner, (path, key)) for key, inner in value.items()}
        else:
            closed = value
        return {SIGNATURE: SECRET, "value": closed} if path in self._secrets else closed
