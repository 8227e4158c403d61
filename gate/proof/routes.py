"""The ways to a service: its own address, or through the API server to Service and pod."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from urllib.parse import urlsplit

import httpx

from collect.rollout import Cluster
from gate.proof.answer import Send

_HERE = ("localhost", "127.0.0.1", "::1")
_CONNECT_SECONDS = 5.0


def by_address(url: str, silence: float) -> Send:
    """Through the service's own address; `silence` are the seconds it may say nothing."""
    timeout = httpx.Timeout(silence, connect=_CONNECT_SECONDS)

    @asynccontextmanager
    async def send(method: str, path: str, body: bytes | None) -> AsyncIterator[httpx.Response]:
        # As a browser asks: compression on the way is one of the things to be found.
        client = httpx.AsyncClient(
            timeout=timeout,
            follow_redirects=True,
            trust_env=urlsplit(url).hostname not in _HERE,
            headers={"Accept": "text/event-stream, application/json;q=0.9, */*;q=0.8"},
        )
        headers = {} if body is None else {"Content-Type": "application/json"}
        address = url.rstrip("/") + path
        async with client, client.stream(method, address, content=body, headers=headers) as answer:
            yield answer

    return send


def through_cluster(cluster: Cluster, namespace: str, target: str, silence: float) -> Send:
    """Through the API server; `target` is `services/web:80` or `pods/web-abc:8080`."""

    def send(
        method: str, path: str, body: bytes | None
    ) -> AbstractAsyncContextManager[httpx.Response]:
        return cluster.proxied(method, namespace, f"{target}/proxy{path}", body, silence)

    return send


def inner_service(url: str) -> str | None:
    """`services/web:80` for an address that only the cluster knows, such as http://web.shop.svc."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").split(".")
    if len(labels) < 3 or labels[2] != "svc":  # noqa: PLR2004  # name, namespace, svc
        return None
    return f"services/{labels[0]}:{parts.port or 80}"
