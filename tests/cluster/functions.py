"""A function behind a URL, as its callers and its keepers see it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.waiting import wait_for


@dataclass(frozen=True)
class Function:
    """One function of the stand-in AWS; `environment` makes clients find it."""

    name: str
    environment: Mapping[str, str]

    @property
    def region(self) -> str:
        """The region it lives in."""
        return self.environment["AWS_REGION"]

    def client(self, service: str) -> Any:
        """A client of a service, whatever the process' own environment says."""
        return boto3.client(
            service,
            region_name=self.region,
            endpoint_url=self.environment["AWS_ENDPOINT_URL"],
            aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
        )

    def alias(self) -> tuple[str, dict[str, float]]:
        """The version that the alias gives its traffic to, and the weights of others."""
        told = self.client("lambda").get_alias(FunctionName=self.name, Name="live")
        weights = (told.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
        return told["FunctionVersion"], weights

    def configuration(self, version: str = "$LATEST") -> dict[str, Any]:
        """What AWS keeps of a version, with its image."""
        told = self.client("lambda").get_function(FunctionName=self.name, Qualifier=version)
        return {**told["Configuration"], "ImageUri": told["Code"]["ImageUri"]}

    def signed(self, method: str, url: str, body: bytes = b"") -> dict[str, str]:
        """The headers of a request that asks with the account's credentials."""
        keys = self.environment
        request = AWSRequest(method, url, data=body, headers={"content-type": "application/json"})
        credentials = Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"])
        SigV4Auth(credentials, "lambda", self.region).add_auth(request)
        return dict(request.headers.items())

    def chunk_times(self, url: str, chunks: int, delay_ms: int) -> list[float]:
        """Ask for a stream; when each chunk arrived, in seconds since the first."""
        where, body = self._asking(url, chunks, delay_ms)
        headers = self.signed("POST", where, body)
        with httpx.stream("POST", where, content=body, headers=headers, timeout=60) as answer:
            answer.raise_for_status()
            times = [time.monotonic() for line in answer.iter_lines() if '"text-delta"' in line]
        return [moment - times[0] for moment in times]

    def status(self, url: str, chunks: int, delay_ms: int) -> int:
        """Ask for a stream and wait for its end; the status of the answer."""
        where, body = self._asking(url, chunks, delay_ms)
        headers = self.signed("POST", where, body)
        return httpx.post(where, content=body, headers=headers, timeout=60).status_code

    def wait_for(self, version: str, weight: float | None = None, seconds: float = 120) -> None:
        """Wait until the alias serves a version, wholly or with a weight beside the old one."""

        def there() -> bool:
            serving, weights = self.alias()
            return weights.get(version) == weight if weight else serving == version

        wait_for(there, seconds)

    def _asking(self, url: str, chunks: int, delay_ms: int) -> tuple[str, bytes]:
        asked = {"prompt": "count", "maxTokens": chunks, "chunkDelayMs": delay_ms}
        return f"{url.rstrip('/')}/api/generate", json.dumps(asked).encode()
