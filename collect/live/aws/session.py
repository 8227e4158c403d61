"""Clients of AWS services, by region; credentials are found as the AWS tools find them."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from collect.parsing.fields import text

MISSING = "AWS is asked with boto3, which is not installed here: `pip install boto3`"
_SECONDS = 5
_GONE = frozenset(
    {
        "AWS.SimpleQueueService.NonExistentQueue",
        "LifecyclePolicyNotFoundException",
        "NoSuchEntity",
        "NoSuchEntityException",
        "ProvisionedConcurrencyConfigNotFoundException",
        "QueueDoesNotExist",
        "RepositoryNotFoundException",
        "RepositoryPolicyNotFoundException",
        "ResourceNotFoundException",
    }
)
_FORBIDDEN = frozenset(
    {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized"}
)


class Clients:
    """Makes each client once: that takes longer than the question. Safe to use by many threads.

    `silence` is how many seconds AWS may say nothing, and `attempts` how often it is asked in all.
    Raises ImportError where there is no boto3.
    """

    def __init__(self, region: str = "", silence: float = _SECONDS, attempts: int = 3) -> None:
        from boto3.session import Session
        from botocore.config import Config

        self._session = Session(region_name=region or None)
        self._config = Config(
            connect_timeout=_SECONDS,
            read_timeout=silence,
            retries={"total_max_attempts": attempts},
        )
        self._made: dict[tuple[str, str], Any] = {}
        self._lock = Lock()

    def __call__(self, service: str, region: str = "") -> Any:
        """The client of a service; without a region, that of the user's configuration."""
        with self._lock:
            key = (service, region)
            if key not in self._made:
                self._made[key] = self._session.client(
                    service, region_name=region or None, config=self._config
                )
            return self._made[key]


def own_region() -> str:
    """The region of the user's configuration: AWS_DEFAULT_REGION's or the profile's; or none.

    Raises ImportError where there is no boto3, and botocore's own error for an unknown profile.
    """
    from boto3.session import Session

    return Session().region_name or ""


def code_of(error: Exception) -> str:
    """The code of an error that AWS answered; empty if it is another."""
    response = getattr(error, "response", None)
    told = response.get("Error") if isinstance(response, Mapping) else None
    return str(told.get("Code", "")) if isinstance(told, Mapping) else ""


def words_of(error: Exception) -> str:
    """AWS' own words, or those of the way to it, without those of the client around them."""
    told = getattr(error, "response", None)
    said = text(told, "Error", "Message") or str(error).partition("\n")[0]
    return said or "no reason was given"


def is_gone(error: Exception) -> bool:
    """Whether AWS says that there is no such thing."""
    return code_of(error) in _GONE


def said_of(error: Exception, what: str) -> str:
    """Why something could not be read, in a sentence that is the same for all of its kind."""
    if code_of(error) in _FORBIDDEN:
        operation = getattr(error, "operation_name", "")
        return f"no right to read {what} ({operation})"
    said = str(error).partition("\n")[0]
    return f"{what}: {said or type(error).__name__}"
