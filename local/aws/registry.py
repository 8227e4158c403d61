"""The registry that stands for ECR's storage: manifests and tags, over its HTTP interface."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from local.aws.errors import AwsError

_ACCEPT = ", ".join(
    (
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    )
)


@dataclass(frozen=True)
class Manifest:
    """A manifest as the registry gave it."""

    media_type: str
    raw: str
    digest: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """The manifest, read."""
        return dict(json.loads(self.raw))

    @property
    def config_type(self) -> str:
        """The media type of the image's configuration; empty for an index."""
        return str(self.content.get("config", {}).get("mediaType", ""))

    @property
    def layer_types(self) -> tuple[str, ...]:
        """The media types of the layers."""
        return tuple(str(layer["mediaType"]) for layer in self.content.get("layers", ()))

    @property
    def size(self) -> int:
        """Bytes of all layers as they are stored."""
        return sum(int(layer["size"]) for layer in self.content.get("layers", ()))


class Registry:
    """A registry at `host` (name and port), spoken to in plain HTTP.

    Asking one that does not answer raises AwsError.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        # A name may stand for an IPv6 address that nothing listens on.
        reached = host.replace("localhost", "127.0.0.1", 1)
        self._client = httpx.Client(base_url=f"http://{reached}", timeout=10, trust_env=False)

    def manifest(self, repository: str, reference: str) -> Manifest | None:
        """The manifest behind a tag or digest; None when there is none."""
        answer = self._ask("GET", f"{repository}/manifests/{reference}")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        answer.raise_for_status()
        digest = f"sha256:{hashlib.sha256(answer.content).hexdigest()}"
        return Manifest(answer.headers["Content-Type"], answer.text, digest)

    def tags(self, repository: str) -> list[str]:
        """The tags of a repository, sorted; none for one that nothing was pushed to."""
        answer = self._ask("GET", f"{repository}/tags/list")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return []
        answer.raise_for_status()
        return sorted(answer.json()["tags"] or ())

    def delete(self, repository: str, digest: str) -> bool:
        """Remove a manifest with every tag on it; False when it was not there."""
        return self._ask("DELETE", f"{repository}/manifests/{digest}").is_success

    def _ask(self, method: str, path: str) -> httpx.Response:
        try:
            return self._client.request(method, f"/v2/{path}", headers={"Accept": _ACCEPT})
        except httpx.HTTPError as error:
            raise AwsError(
                "ServiceException",
                f"The registry {self.host}, which stands for ECR, does not answer ({error}); "
                "`make up` starts it.",
                500,
            ) from error
