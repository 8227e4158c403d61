"""The state of alarms."""

import pytest

from collect.live.aws.alarms import AlarmStates, alarm_states
from release.judging import Alarm
from tests.collect.live.aws.account import REGION, Account


def test_states_by_name(account: Account) -> None:
    """In the order asked for; what is not there is left out."""
    account.alarm("chat-slow", "INSUFFICIENT_DATA", "no requests")
    account.alarm("chat-errors", "ALARM", "7 errors")
    account.alarm("other", "ALARM", "not asked for")
    assert alarm_states(["chat-errors", "chat-none", "chat-slow"], REGION) == AlarmStates(
        (
            Alarm("chat-errors", "ALARM", "7 errors"),
            Alarm("chat-slow", "INSUFFICIENT_DATA", "no requests"),
        )
    )


def test_nothing_to_ask() -> None:
    """Nobody is asked."""
    assert alarm_states([], "nowhere") == AlarmStates()


def test_what_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    assert alarm_states(["chat-errors"], REGION).unread.startswith(
        "EndpointConnectionError: Could not"
    )
