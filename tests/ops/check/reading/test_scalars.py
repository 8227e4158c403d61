"""Unquoted scalars mean what they mean to Kubernetes."""

import math

import pytest

from ops.check.reading.scalars import key_of, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("Null", None),
        ("yes", True),
        ("Off", False),
        ("y", True),
        ("N", False),
        ("nope", "nope"),
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("1_000", 1000),
        ("0x1F", 31),
        ("0b101", 5),
        ("0644", 420),
        ("0o644", 420),
        ("09", 9.0),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.2.3", "1.2.3"),
        ("100m", "100m"),
        ("-", "-"),
        (".", "."),
        ("0x_", "0x_"),
        ("22:22", "22:22"),
        ("2026-01-31", "2026-01-31"),
        (".inf", math.inf),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_value(text: str, value: object) -> None:
    """Booleans are YAML 1.1's, numbers are Go's, and neither dates nor times are converted."""
    found = value_of(text)
    assert (type(found), found) == (type(value), value)


def test_not_a_number() -> None:
    """The one number that equals nothing."""
    assert math.isnan(value_of(".nan"))


@pytest.mark.parametrize(("text", "key"), [("on", "true"), ("No", "false"), ("12", "12")])
def test_key(text: str, key: str) -> None:
    """A key is text: that of the boolean, if it is one."""
    assert key_of(text) == key
