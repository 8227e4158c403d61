"""Properties of the engine: secrets opened and remembered, what is not known kept apart."""

import json
from typing import Any

import pytest

from ops.engine.values import holds_unknown, opened

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
OUTPUT = {SIGNATURE: "d0e6a833031e9bbcd3f4e8bde6ca49a4"}
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def test_plain_values_stay() -> None:
    """All that JSON has."""
    plain = {"a": [1, "x", None, {"b": True}], "c": {}}
    assert opened(plain) == (plain, frozenset())
    assert not holds_unknown(plain)


def test_secrets_are_opened_and_their_places_known() -> None:
    """As an export shows them, as an event does, inside one another, and in lists."""
    inner = {"deep": {**SECRET, "plaintext": json.dumps("z")}}
    value = {
        "token": {**SECRET, "plaintext": json.dumps({"a": [1]})},
        "list": [0, {**SECRET, "value": "y"}],
        "output": {**OUTPUT, "value": "o", "secret": True},
        "nested": {**SECRET, "plaintext": json.dumps(inner)},
    }
    plain, secrets = opened(value)
    assert plain == {"token": {"a": [1]}, "list": [0, "y"], "output": "o", "nested": {"deep": "z"}}
    assert secrets == {("token",), ("list", "1"), ("output",), ("nested",), ("nested", "deep")}
    assert not holds_unknown(plain)


@pytest.mark.parametrize(
    "value",
    [
        UNKNOWN,
        OUTPUT,
        {**SECRET, "ciphertext": "v1:AAAA"},
        {**SECRET, "plaintext": "{"},
        {**SECRET, "value": UNKNOWN},
    ],
)
def test_what_is_not_known_is_kept_as_such(value: Any) -> None:
    """Encrypted, broken, or an output that is not there yet: nobody may write that."""
    plain, _ = opened({"data": [value], "x": 1})
    assert plain["x"] == 1
    assert holds_unknown(plain)
