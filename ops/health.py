"""Ask a running service whether it is well."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

# The health contract: configuration and dependencies, never the model provider.
PATH = "/health"
_ANSWER_SECONDS = 5.0
_PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Health:
    """What a service answered: its HTTP `status`, or none and the `reason` why not."""

    status: int | None
    reason: str = ""

    @property
    def well(self) -> bool:
        """Whether the service answered 200."""
        return self.status == 200  # noqa: PLR2004  # HTTP's own number

    def __str__(self) -> str:
        return f"answers {self.status}" if self.status is not None else self.reason


def ask(url: str) -> Health:
    """Ask once; never raises for a service that does not answer."""
    if not url.startswith(("http://", "https://")):
        return Health(None, f"{url} is no http address")
    try:
        with urllib.request.urlopen(url.rstrip("/") + PATH, timeout=_ANSWER_SECONDS) as answer:  # noqa: S310  # checked above
            return Health(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return Health(error.code)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Health(None, f"does not answer ({reason})")


def wait_until_well(
    url: str,
    seconds: float,
    ask_once: Callable[[str], Health] = ask,
    pause: Callable[[float], None] = time.sleep,
) -> Health:
    """Ask until the service is well or the time is up; gives the last answer."""
    deadline = time.monotonic() + seconds
    while True:
        health = ask_once(url)
        if health.well or time.monotonic() >= deadline:
            return health
        pause(_PAUSE_SECONDS)
