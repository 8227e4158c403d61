"""What a release is told, and what the engine tells a hook."""

from typing import Any

import pulumi
import pytest

from gate import safe_release
from gate.functions.change import Change, change
from gate.functions.options import Options, read
from release.steps import Step
from tests.components.recording import record
from tests.gate.functions.told import Told

ALIAS = {"name": "live", "functionName": "chat", "functionVersion": "4"}
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:chat"


def test_what_is_left_out() -> None:
    """Health alone, all at once, a minute under the eyes of the five alarms of a LambdaService."""
    assert read("chat", {}) == Options(
        region="",
        verify="health",
        ready_path="/health/ready",
        stream_path="/api/generate",
        first_token=30,
        steps=(Step(100, 60),),
        alarms=("chat-errors", "chat-answers", "chat-throttles", "chat-slow", "chat-init"),
        named=False,
        folder="",
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    """By name, before the first resource."""
    with pytest.raises(ValueError, match="safe_release") as raised:
        read("chat", {"verify": "maybe", "strategy": "blue", "step": 0, "watch": -1})
    assert str(raised.value) == (
        "safe_release('chat'): "
        'strategy: "blue" is not one of all-at-once, linear, canary; '
        "step: 0 is no share of the traffic: give 1 to 99 %; "
        "watch: -1 s is no time to watch: give 0 or more; "
        'verify: "maybe" is not one of none, health, stream'
    )


@pytest.mark.parametrize(
    ("new", "old", "wanted"),
    [
        ({}, None, Change("chat", "live", "", "4", "eu-north-1")),
        ({}, {"functionVersion": "3"}, Change("chat", "live", "3", "4", "eu-north-1")),
        ({"description": "other"}, {"functionVersion": "4"}, None),
        ({"functionName": ARN}, None, Change(ARN, "live", "", "4", "eu-west-1")),
        (
            {"region": "us-east-1", "functionName": ARN},
            None,
            Change(ARN, "live", "", "4", "us-east-1"),
        ),
    ],
)
def test_what_the_engine_is_about_to_do(
    new: dict[str, Any], old: dict[str, Any] | None, wanted: Change | None
) -> None:
    """Make an alias, move it, or neither; in which region."""
    found = change({**ALIAS, **new}, old, "eu-north-1")
    assert found == wanted
    assert found is None or found.name == "chat"


def test_weights_of_the_programs_own() -> None:
    """Two can't move the traffic."""
    routing = {"additionalVersionWeights": {"3": 0.5}}
    with pytest.raises(ValueError, match="the alias has a routingConfig of its own"):
        change({**ALIAS, "routingConfig": routing}, None)


def test_nothing_is_proved_that_shall_not_be() -> None:
    """With `none` a new alias needs no account at all."""
    told = Told()
    told.release("", "2", verify="none")
    assert (told.said, told.noted) == ([], [])


def test_a_program_under_test() -> None:
    """There is no engine that could call back; the arguments are looked at all the same."""

    def program() -> pulumi.Output[Any]:
        safe_release("chat", strategy="canary", step=5)
        with pytest.raises(ValueError, match="verify"):
            safe_release("chat", verify="maybe")
        return pulumi.Output.from_input("done")

    assert record(program) == ({}, "done")
