"""Whether a value is written out."""

from typing import Any

import pytest

from policies.rules.secrets.values import written_out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "hunter2"),
        ("TOKEN", "xxx"),
        ("PASSWORD", "1234"),
        ("PASSWORD", 1234),
        ("TOKEN", "12345"),
        ("TOKEN", "aGVsbG8/aGVsbG8="),
        ("SECRET", "amqp://web:hunter2@queue"),
        ("SECRETS", '{"A": "arn:aws:ssm:eu:1:parameter/a", "B": "hunter2"}'),
        ("SECRETS", '{"A": {"B": "hunter2"}}'),
        ("SECRETS", "{hunter2"),
    ],
)
def test_written_out(name: str, value: Any) -> None:
    """The value itself stands there, placeholders too: who knows what replaces them."""
    assert written_out(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", None),
        ("TOKEN", " "),
        ("TOKEN", True),
        ("TOKEN", "false"),
        ("TOKEN", "3600"),
        ("TOKEN", "$(OTHER)"),
        ("TOKEN", "${OTHER}"),
        ("TOKEN", "{{ .Values.token }}"),
        ("TOKEN", "/run/secrets/token"),
        ("SECRETS", '{"A": "arn:aws:ssm:eu:1:parameter/a"}'),
        ("TOKEN", "https://id.example/token"),
        ("TOKEN", {"secret": "name"}),
    ],
)
def test_not_written_out(name: str, value: Any) -> None:
    """A reference, a switch, a place, or nothing."""
    assert not written_out(name, value)
