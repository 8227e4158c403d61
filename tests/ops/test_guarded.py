"""Whether a stack's URL asks who is calling, by the stack's outputs."""

import pytest

from ops.guarded import Guarded, asking, guarded
from ops.health import Health, ask

OUTPUTS = {
    "url": "https://x.lambda-url.eu-west-1.on.aws/",
    "access": "AWS_IAM",
    "function": "chat",
    "alias": "live",
    "region": "eu-west-1",
}


def test_a_function_behind_a_signature() -> None:
    """It is invoked, for its URL answers 403 to whoever does not sign."""
    assert guarded(OUTPUTS) == Guarded("chat", "live", "eu-west-1")
    assert asking(OUTPUTS) is not ask


def test_a_url_that_anyone_may_ask() -> None:
    """On every other target, and on Lambda where the stack says so."""
    assert guarded({"url": "http://localhost:30080"}) is None
    assert guarded({**OUTPUTS, "access": "NONE"}) is None
    assert asking({**OUTPUTS, "access": "NONE"}) is ask


def test_without_credentials_it_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is AWS' own, and nothing raises."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    assert asking(OUTPUTS)(OUTPUTS["url"]) == Health(
        None, "does not answer (Unable to locate credentials)"
    )
