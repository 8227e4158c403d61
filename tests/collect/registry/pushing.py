"""Images as a registry can hold them, right or wrong in one way, pushed to a real one."""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

OCI = "application/vnd.oci.image.manifest.v1+json"
OCI_INDEX = "application/vnd.oci.image.index.v1+json"
DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
GZIP = "application/vnd.oci.image.layer.v1.tar+gzip"
ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json"


def digest_of(content: bytes) -> str:
    """The digest of a document."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def encoded(document: Mapping[str, Any]) -> bytes:
    """A document as it is pushed."""
    return json.dumps(document).encode()


def configuration(architecture: str = "amd64") -> bytes:
    """A configuration of an image for Linux."""
    run = {"Entrypoint": ["/app"], "Cmd": ["serve"], "Labels": {"version": "7"}}
    return encoded({"os": "linux", "architecture": architecture, "config": run})


class Repository:
    """A repository of one test in the registry that the machine has."""

    def __init__(self, host: str) -> None:
        self.name = f"{host}/test-proof-{secrets.token_hex(4)}"
        self._client = httpx.Client(
            base_url=f"http://{host}/v2/{self.name.partition('/')[2]}", trust_env=False
        )

    def close(self) -> None:
        """End the conversation; the images stay, as small as they are."""
        self._client.close()

    def image(self, architecture: str = "amd64", layer: str = GZIP) -> str:
        """Push an OCI image of one layer."""
        return f"{self.name}@{self._manifest(self.described(architecture, layer), OCI)}"

    def docker_image(self) -> str:
        """Push an image in Docker's own form."""
        document = self.described("amd64", "application/vnd.docker.image.rootfs.diff.tar.gzip")
        document["mediaType"] = DOCKER
        document["config"]["mediaType"] = _DOCKER_CONFIG
        return f"{self.name}@{self._manifest(document, DOCKER)}"

    def index(self, *architectures: str, attested: bool = False) -> str:
        """Push an index of images, as BuildKit does, with its attestations if asked."""
        entries = [self._entry(OCI, each) for each in architectures]
        if attested:
            entries.append(
                {
                    **self._entry(OCI, "unknown"),
                    "platform": {"os": "unknown", "architecture": "unknown"},
                    "annotations": {"vnd.docker.reference.type": "attestation-manifest"},
                }
            )
        document = {"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": entries}
        return f"{self.name}@{self._manifest(document, OCI_INDEX)}"

    def described(self, architecture: str, layer: str) -> dict[str, Any]:
        """The manifest of an image whose parts are pushed."""
        config = self._blob(configuration(architecture))
        return {
            "schemaVersion": 2,
            "mediaType": OCI,
            "config": {"mediaType": _CONFIG, **config},
            "layers": [{"mediaType": layer, **self._blob(b"not unpacked by anybody")}],
        }

    def _entry(self, media_type: str, architecture: str) -> dict[str, Any]:
        document = self.described(architecture, GZIP)
        return {
            "mediaType": media_type,
            "digest": self._manifest(document, media_type),
            "size": len(encoded(document)),
            "platform": {"os": "linux", "architecture": architecture},
        }

    def _manifest(self, document: Mapping[str, Any], media_type: str) -> str:
        content = encoded(document)
        self._put(f"/manifests/{digest_of(content)}", content, media_type)
        return digest_of(content)

    def _blob(self, content: bytes) -> dict[str, Any]:
        begun = self._client.post("/blobs/uploads/")
        begun.raise_for_status()
        place = httpx.URL(begun.headers["location"]).copy_merge_params(
            {"digest": digest_of(content)}
        )
        self._put(str(place), content, "application/octet-stream")
        return {"digest": digest_of(content), "size": len(content)}

    def _put(self, place: str, content: bytes, media_type: str) -> None:
        headers = {"Content-Type": media_type}
        self._client.put(place, content=content, headers=headers).raise_for_status()


def registry_host() -> str:
    """The registry to push to; skips where there is none."""
    host = os.environ.get("SHIPSHAPE_REGISTRY", "").partition("/")[0]
    if not host:
        pytest.skip("no registry to push to: run through `make test`")
    return host
