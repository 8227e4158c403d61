"""The account of these tests, and no long pauses."""

import pytest

from gate.functions import proving
from tests.collect.live.aws.account import account

__all__ = ["account"]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once."""
    monkeypatch.setattr(proving, "PAUSE", 0.05)
