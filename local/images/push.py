"""Pushing to a registry by its HTTP interface (OCI distribution). Safe to run again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from local.errors import CannotDo
from local.images.layer import Blob
from local.images.manifest import MANIFEST, digest, manifest

_CHUNK = 1 << 20
_TIMEOUT = httpx.Timeout(60.0, connect=5.0)


class Registry:
    """A registry at a base URL; raises CannotDo for every failed request."""

    def __init__(self, url: str) -> None:
        self._url = url
        # The machine's proxy settings are not for loopback.
        self._client = httpx.Client(base_url=url, timeout=_TIMEOUT, trust_env=False)

    def __enter__(self) -> "Registry":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def has(self, repository: str, reference: str) -> bool:
        """Whether a manifest (by tag or digest) is there."""
        path = f"/v2/{repository}/manifests/{reference}"
        return self._ask("HEAD", path, headers={"Accept": MANIFEST}).is_success

    def push(self, repository: str, tag: str, configuration: bytes, layers: Sequence[Blob]) -> str:
        """Push an image and return its manifest's digest; blobs that are there are not sent."""
        for blob in layers:
            self._upload(repository, blob.digest, blob.file)
        self._upload(repository, digest(configuration), configuration)
        body = manifest(configuration, layers)
        self._must(
            self._ask(
                "PUT",
                f"/v2/{repository}/manifests/{tag}",
                headers={"Content-Type": MANIFEST},
                content=body,
            )
        )
        return digest(body)

    def _upload(self, repository: str, blob: str, content: bytes | Path) -> None:
        if self._ask("HEAD", f"/v2/{repository}/blobs/{blob}").is_success:
            return
        begun = self._must(self._ask("POST", f"/v2/{repository}/blobs/uploads/"))
        target = httpx.URL(begun.headers["Location"]).copy_merge_params({"digest": blob})
        size = content.stat().st_size if isinstance(content, Path) else len(content)
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
        body = _chunks(content) if isinstance(content, Path) else content
        self._must(self._ask("PUT", str(target), headers=headers, content=body))

    def _ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        content: bytes | Iterator[bytes] | None = None,
    ) -> httpx.Response:
        try:
            return self._client.request(method, path, headers=headers, content=content)
        except httpx.HTTPError as failed:
            raise CannotDo(f"The registry at {self._url} doesn't answer: {failed}.") from failed

    def _must(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        raise CannotDo(
            f"The registry at {self._url} refused {answer.request.method} "
            f"{answer.request.url.path}: {answer.status_code} {answer.text.strip()}"
        )


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while data := content.read(_CHUNK):
            yield data
