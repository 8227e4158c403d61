"""What every operation works with: settings, clients, the engine, and the wish to stop."""

import threading
from dataclasses import dataclass, field
from typing import Any

from local.providers.aws.asking import Account, ApiError
from local.providers.aws.configuration import (
    ELSEWHERE,
    Settings,
    refuse_account,
    refuse_elsewhere,
)
from local.providers.protocol.engine import Engine
from local.providers.protocol.failures import ProviderError

_SECONDS = {"connect_timeout": 5, "read_timeout": 60}


@dataclass
class Clients:
    """Makes each client once: that takes longer than the question. Safe for many threads."""

    settings: Settings
    _made: dict[tuple[str, str], Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _session: Any = None

    def __call__(self, service: str, region: str) -> Any:
        """The client of a service in a region."""
        with self._lock:
            key = (service, region)
            if key not in self._made:
                self._made[key] = self._make(service, region)
            return self._made[key]

    def _make(self, service: str, region: str) -> Any:
        from boto3.session import Session
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError

        endpoint = self.settings.endpoint_of(service)
        if not endpoint:
            raise ProviderError(f"`endpoints` says nothing of {service}: {ELSEWHERE}")
        try:
            if self._session is None:
                profile = None if self.settings.keys else self.settings.profile or None
                self._session = Session(profile_name=profile, **self.settings.keys)
            # An address of this machine is never asked for through a proxy.
            config = Config(proxies={}, retries={"mode": "standard"}, **_SECONDS)
            return self._session.client(
                service, region_name=region, endpoint_url=endpoint, config=config
            )
        except BotoCoreError as error:
            raise ProviderError(f"AWS cannot be asked: {error}") from error


@dataclass
class Session:
    """One configured provider; `why` says why one that is not configured cannot be asked."""

    settings: Settings
    engine: Engine
    cancelled: threading.Event = field(default_factory=threading.Event)
    clients: Clients | None = None
    why: str = "the provider is not configured yet"

    def account(self, region: str = "", seconds: float = 0) -> Account:
        """The account in a region, for an operation of at most so many seconds (0: its default).

        Raises ProviderError where there is none to be asked.
        """
        if self.clients is None:
            raise ProviderError(self.why)
        where = region or self.settings.region
        return Account(where, self.clients, seconds, self.cancelled)


def connect(settings: Settings, engine: Engine) -> Session:
    """Open a session.

    Raises ProviderError, in one sentence, for what is missing, wrong or not of this machine.
    """
    refuse_elsewhere(settings)
    if not settings.region:
        raise ProviderError(
            "the AWS region is not set: `pulumi config set aws:region <region>`, or AWS_REGION"
        )
    session = Session(settings, engine, clients=Clients(settings))
    try:
        answer = session.account().ask("sts", "get_caller_identity")
    except ApiError as error:
        raise ProviderError(f"AWS did not accept the credentials: {error}") from error
    refuse_account(settings, str(answer["Account"]))
    return session
