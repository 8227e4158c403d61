"""Everything that a push put into a registry: documents, configurations, layers unpacked."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import httpx

_GZIP = b"\x1f\x8b"
_ACCEPT = ", ".join(
    f"application/vnd.{kind}+json"
    for kind in (
        "oci.image.index.v1",
        "oci.image.manifest.v1",
        "docker.distribution.manifest.list.v2",
        "docker.distribution.manifest.v2",
    )
)


def everything_in(image: str) -> Iterator[bytes]:
    """The index or manifest of `localhost:PORT/repository@digest`, and all it refers to."""
    host, _, rest = image.partition("/")
    repository, _, digest = rest.partition("@")
    with httpx.Client(base_url=f"http://{host}/v2/{repository}", trust_env=False) as client:
        yield from _manifest(client, digest)


def _manifest(client: httpx.Client, digest: str) -> Iterator[bytes]:
    document = _got(client, f"/manifests/{digest}")
    yield document
    content: dict[str, Any] = json.loads(document)
    for child in content.get("manifests", []):
        yield from _manifest(client, child["digest"])
    for blob in [*content.get("layers", []), *filter(None, [content.get("config")])]:
        data = _got(client, f"/blobs/{blob['digest']}")
        yield gzip.decompress(data) if data.startswith(_GZIP) else data


def _got(client: httpx.Client, path: str) -> bytes:
    answer = client.get(path, headers={"Accept": _ACCEPT}, timeout=60)
    answer.raise_for_status()
    return answer.content
