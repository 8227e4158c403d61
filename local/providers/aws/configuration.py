"""The provider's configuration as the engine hands it over, checked before AWS is asked."""

import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import Unknown, reveal

_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")

ELSEWHERE = (
    "the stand-in AWS provider works with the stand-in AWS of this machine only; for a real "
    "account install Pulumi's own plugin (`pulumi plugin install resource aws`)"
)
"""What the stand-in says to everything that is not its business."""


@dataclass(frozen=True)
class Settings:
    """What a program or its stack may set, completed by the environment."""

    region: str = ""
    endpoint: str = ""
    endpoints: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    allowed_accounts: tuple[str, ...] = ()
    forbidden_accounts: tuple[str, ...] = ()
    default_tags: Mapping[str, str] = field(default_factory=dict)
    keep_secrets: bool = True

    def endpoint_of(self, service: str) -> str:
        """Where a service answers; empty where nobody said so."""
        return self.endpoints.get(service) or self.endpoint


def default_region(environment: Mapping[str, str] = os.environ) -> str:
    """The region of the environment, empty for none."""
    return next((environment[name] for name in _REGIONS if environment.get(name)), "")


def read_settings(
    given: Mapping[str, Any],
    *,
    keep_secrets: bool = True,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Read the settings. The engine writes whatever is not text as JSON."""
    values = {name: _read(value) for name, value in reveal(given).items()}
    keys = {
        "aws_access_key_id": values.get("accessKey"),
        "aws_secret_access_key": values.get("secretKey"),
        "aws_session_token": values.get("token"),
    }
    listed = values.get("endpoints") or []
    return Settings(
        region=str(values.get("region") or default_region(environment)),
        endpoint=environment.get("AWS_ENDPOINT_URL", ""),
        endpoints={name: url for one in listed for name, url in one.items() if url},
        profile=str(values.get("profile") or ""),
        keys={name: str(value) for name, value in keys.items() if value},
        allowed_accounts=tuple(values.get("allowedAccountIds") or ()),
        forbidden_accounts=tuple(values.get("forbiddenAccountIds") or ()),
        default_tags=(values.get("defaultTags") or {}).get("tags") or {},
        keep_secrets=keep_secrets,
    )


def _read(value: Any) -> Any:
    """Structured settings come as JSON text."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return json.loads(value)
    return None if isinstance(value, Unknown) else value


def refuse_elsewhere(settings: Settings) -> None:
    """Raise ProviderError unless every address that is set is of this machine."""
    addresses = [*settings.endpoints.values(), *filter(None, [settings.endpoint])]
    if not addresses:
        raise ProviderError(f"AWS_ENDPOINT_URL is not set: {ELSEWHERE}")
    strange = next((one for one in addresses if not _is_loopback(one)), None)
    if strange is not None:
        raise ProviderError(f"{strange} is not an address of this machine: {ELSEWHERE}")


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_account(settings: Settings, number: str) -> None:
    """Raise ProviderError where the stack is not meant for an account."""
    allowed = settings.allowed_accounts
    if number in settings.forbidden_accounts or (allowed and number not in allowed):
        raise ProviderError(f"AWS account ID not allowed: {number}")
