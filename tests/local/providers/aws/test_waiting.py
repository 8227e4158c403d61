"""Waiting for a function whose end the stand-in AWS never shows: an image that cannot be used."""

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from local.providers.aws.asking import Account
from local.providers.aws.resources.function_waiting import wait_until_usable
from local.providers.protocol.failures import ProviderError


def _account(*answers: dict[str, str], cancelled: bool = False) -> Account:
    """An account whose function gives these answers, the last one for ever."""
    left = list(answers)
    client = SimpleNamespace(
        meta=SimpleNamespace(service_model=SimpleNamespace(service_id="Lambda")),
        get_function_configuration=lambda **_: left.pop(0) if len(left) > 1 else left[0],
    )
    stop = threading.Event()
    if cancelled:
        stop.set()

    def _client(_service: str, _region: str) -> Any:
        return client

    return Account("eu-central-1", _client, 5.0, stop)


def test_a_function_becomes_usable() -> None:
    """First it is pending, then its update is in progress."""
    wait_until_usable(
        _account(
            {"State": "Pending", "LastUpdateStatus": "InProgress"},
            {"State": "Active", "LastUpdateStatus": "InProgress"},
            {"State": "Active", "LastUpdateStatus": "Successful"},
        ),
        "svc",
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {
                "State": "Failed",
                "StateReasonCode": "ImageAccessDenied",
                "StateReason": "Lambda does not have permission to access the ECR image.",
            },
            (
                "unexpected state 'Failed', wanted target 'Active'. last error: ImageAccessDenied: "
                "Lambda does not have permission to access the ECR image."
            ),
        ),
        (
            {
                "State": "Active",
                "LastUpdateStatus": "Failed",
                "LastUpdateStatusReasonCode": "InvalidImage",
                "LastUpdateStatusReason": "The image manifest is not supported.",
            },
            (
                "unexpected state 'Failed', wanted target 'Successful'. last error: InvalidImage: "
                "The image manifest is not supported."
            ),
        ),
    ],
)
def test_a_function_that_failed_says_why(answer: dict[str, str], said: str) -> None:
    """In Lambda's own words, in the official provider's frame."""
    with pytest.raises(ProviderError) as failed:
        wait_until_usable(_account({"State": "Pending"}, answer), "svc")
    assert str(failed.value) == f"waiting for Lambda Function (svc): {said}"


def test_a_wait_ends_when_the_engine_wants_it() -> None:
    """Control-C is not kept waiting."""
    with pytest.raises(ProviderError, match=r"waiting for Lambda Function \(svc\): cancelled"):
        wait_until_usable(_account({"State": "Pending"}, cancelled=True), "svc")
