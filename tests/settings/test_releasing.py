"""From settings to a release on AWS."""

from collections.abc import Iterator

import pytest
from pulumi.runtime.config import set_all_config

from settings import (
    account_arguments,
    provider_credentials,
    release_arguments,
    repository_arguments,
)
from settings.releasing import aws_region

from .configuration import read


@pytest.fixture(autouse=True)
def _nothing_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    yield
    set_all_config({})


def test_a_stack_that_says_nothing() -> None:
    """Health before traffic, everything at once, a minute of watching."""
    settings = read({"target": "lambda"})
    assert release_arguments(settings) == {
        "verify": "health",
        "ready_path": "/health/ready",
        "region": "",
        "strategy": "all-at-once",
        "step": 10,
        "interval": 60,
        "watch": 60,
    }
    assert repository_arguments(settings) == {
        "keep_images": 10,
        "force_delete": False,
        "labels": {},
    }
    assert account_arguments(settings) == {"region": "", "account": "", "role": ""}


def test_a_canary() -> None:
    """What is proved, and how traffic moves, in the stack's words."""
    given = {"verify": "stream", "release": "canary", "releaseStep": 5, "releaseInterval": 300}
    asked = release_arguments(read({"target": "lambda", **given, "releaseWatch": 0}))
    assert asked == {
        "verify": "stream",
        "ready_path": "/health/ready",
        "stream_path": "/api/generate",
        "stream_body": {"prompt": "Count to twelve.", "maxTokens": 24, "chunkDelayMs": 80},
        "first_token": 30,
        "region": "",
        "strategy": "canary",
        "step": 5,
        "interval": 300,
        "watch": 0,
    }


def test_without_a_gate() -> None:
    """Nothing is asked and nothing watched: the alias is moved as the provider moves it."""
    asked = release_arguments(read({"target": "lambda", "gate": "false"}))
    assert (asked["verify"], asked["watch"]) == ("none", 0)


def test_the_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack's word goes before the machine's."""
    read({"target": "lambda"})
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert aws_region() == "us-east-1"
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    assert aws_region() == "us-west-2"
    set_all_config({"aws:region": "eu-west-1"}, [])
    assert aws_region() == "eu-west-1"


def test_a_repository_of_ones_own_wishes() -> None:
    """Each setting of it arrives."""
    given = {"repository": "team/chat", "keepImages": 3, "deleteImages": True}
    asked = repository_arguments(read({"target": "lambda", **given, "labels": {"team": "a"}}))
    assert asked == {
        "repository": "team/chat",
        "keep_images": 3,
        "force_delete": True,
        "labels": {"team": "a"},
    }


def test_credentials_of_the_provider_alone() -> None:
    """Named, whatever they are; a region is none."""
    set_all_config({"aws:region": "eu-west-1", "aws:profile": "a", "aws:assumeRoles": "[{}]"}, [])
    assert provider_credentials() == ["aws:profile", "aws:assumeRoles"]
