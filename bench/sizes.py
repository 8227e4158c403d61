"""What an image weighs, read from the registry: packed as pulled, and unpacked as stored."""

import gzip
from dataclasses import dataclass

import httpx

_MANIFESTS = ", ".join(
    (
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    )
)


@dataclass(frozen=True)
class Size:
    """Bytes of all layers: `packed` is what a node pulls, `unpacked` the layers' tar files."""

    packed: int
    unpacked: int


def size(registry: str, repository: str, digest: str) -> Size:
    """Fetch the manifest and every layer. Raises httpx.HTTPError if the registry won't answer."""
    with httpx.Client(base_url=f"http://{registry}/v2/{repository}", timeout=60) as client:
        layers = _layers(client, digest)
        unpacked = sum(_unpacked(client, layer["digest"]) for layer in layers)
        return Size(packed=sum(int(layer["size"]) for layer in layers), unpacked=unpacked)


def _layers(client: httpx.Client, digest: str) -> list[dict[str, str]]:
    answer = client.get(f"/manifests/{digest}", headers={"accept": _MANIFESTS}).raise_for_status()
    manifest = answer.json()
    if "manifests" in manifest:  # an index: the first platform's image
        return _layers(client, manifest["manifests"][0]["digest"])
    layers: list[dict[str, str]] = manifest["layers"]
    return layers


def _unpacked(client: httpx.Client, digest: str) -> int:
    blob = client.get(f"/blobs/{digest}", follow_redirects=True).raise_for_status().content
    return len(gzip.decompress(blob))
