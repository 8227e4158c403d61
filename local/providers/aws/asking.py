"""Questions to AWS, and its refusals in the words that the official provider prints."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any

from local.providers.protocol.failures import ProviderError

GONE = frozenset(
    """
    AWS.SimpleQueueService.NonExistentQueue LifecyclePolicyNotFoundException NoSuchEntity
    NoSuchEntityException ParameterNotFound ProvisionedConcurrencyConfigNotFoundException
    QueueDoesNotExist RepositoryNotFoundException RepositoryPolicyNotFoundException
    ResourceNotFound ResourceNotFoundException
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""The codes by which services say that there is no such thing."""

_POLL_SECONDS = (0.05, 5.0)
"""The first and the longest pause between two looks; the official provider's is 5 s."""


class ApiError(Exception):
    """AWS refused. The message is as AWS' SDK for Go writes it, which the official one prints."""

    def __init__(self, service: str, error: Any, *, modeled: bool) -> None:
        about = error.response.get("ResponseMetadata", {})
        told = error.response.get("Error", {})
        self.code = str(told.get("Code", "Unknown"))
        self.said = str(told.get("Message", ""))
        super().__init__(
            f"operation error {service}: {error.operation_name}, https response error "
            f"StatusCode: {about.get('HTTPStatusCode', 0)}, RequestID: "
            f"{about.get('RequestId', '')}, {'' if modeled else 'api error '}"
            f"{self.code}: {self.said}"
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether there is no such thing."""
        return self.code in GONE


@dataclass(frozen=True)
class Account:
    """An account in one region, for one operation that may take `seconds`."""

    region: str
    client: Callable[[str, str], Any] = field(repr=False)
    seconds: float = 0
    cancelled: Event = field(default_factory=Event)

    def ask(self, service: str, operation: str, **arguments: Any) -> dict[str, Any]:
        """Call an operation of a service.

        Raises ApiError when AWS refuses, ProviderError when it cannot be asked.
        """
        with self._talking(service) as client:
            answer: dict[str, Any] = getattr(client, operation)(**arguments)
            return answer

    def all(self, service: str, operation: str, items: str, **arguments: Any) -> list[Any]:
        """The items of all pages of a listing; raises like `ask`."""
        with self._talking(service) as client:
            pages = client.get_paginator(operation).paginate(**arguments)
            return [one for page in pages for one in page.get(items) or ()]

    @contextmanager
    def _talking(self, service: str) -> Iterator[Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        client = self.client(service, self.region)
        model = client.meta.service_model
        try:
            yield client
        except ClientError as error:
            modeled = type(error) is not ClientError
            raise ApiError(model.service_id, error, modeled=modeled) from error
        except BotoCoreError as error:
            raise ProviderError(f"{model.service_id}: {error}") from error

    def wait(self, look: Callable[[], bool], default_seconds: float, what: str) -> None:
        """Look until it is so.

        Raises ProviderError when it takes too long or the engine wants to stop.
        """
        seconds = self.seconds or default_seconds
        ending, pause = monotonic() + seconds, _POLL_SECONDS[0]
        while not look():
            if self.cancelled.wait(pause):
                raise ProviderError(f"{what}: cancelled")
            if monotonic() > ending:
                raise ProviderError(f"{what}: timeout while waiting ({seconds:g} s)")
            pause = min(pause * 1.5, _POLL_SECONDS[1])


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say what was being done when AWS refused."""
    try:
        yield
    except ApiError as error:
        raise ProviderError(f"{what}: {error}") from error
