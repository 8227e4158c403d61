"""Fixtures that every test may ask for."""

import asyncio
import warnings
from collections.abc import Iterator

import pytest

from tests.engine_fixture import engine, engine_tools

__all__ = ["engine", "engine_tools", "event_loop"]


@pytest.fixture(autouse=True)
def event_loop() -> Iterator[None]:
    """Give the thread its event loop back: Pulumi's mocks want it, `asyncio.run` takes it away."""
    before = _current()
    yield
    if before is not None and _current() is None:
        asyncio.set_event_loop(before)


def _current() -> asyncio.AbstractEventLoop | None:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        try:
            return asyncio.get_event_loop()
        except RuntimeError:
            return None
