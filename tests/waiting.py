"""Wait in a test for something that happens elsewhere."""

import time
from collections.abc import Callable

# Generous: the tests share two cores with whatever else the machine does.
SECONDS = 60.0
_PAUSE_SECONDS = 0.05


def wait_for(holds: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Wait until something holds; fails the test when the time is up."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
        time.sleep(_PAUSE_SECONDS)
