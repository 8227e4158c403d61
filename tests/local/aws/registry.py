"""A registry of manifests in memory, over HTTP: what images there are, without their layers."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


@dataclass
class Shelf:
    """Manifests by (repository, digest), and tags by (repository, tag)."""

    host: str = ""
    manifests: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)
    tags: dict[tuple[str, str], str] = field(default_factory=dict)

    def put(self, repository: str, tag: str, content: dict[str, Any]) -> str:
        """Keep a manifest under a tag; returns `host/repository@sha256:...`."""
        raw = json.dumps(content).encode()
        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        self.manifests[repository, digest] = (content["mediaType"], raw)
        self.tags[repository, tag] = digest
        return f"{self.host}/{repository}@{digest}"

    def image(self, repository: str, tag: str = "1", *, size: int = 1000) -> str:
        """Keep a single image whose one layer has `size` bytes; each tag is another image."""
        return self.put(repository, tag, manifest(repository, tag, size=size))

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for GET."""
        _, _, repository, kind, name = path.split("/", 4)
        if kind == "tags":
            tags = [tag for where, tag in self.tags if where == repository]
            return (200 if tags else 404), "application/json", json.dumps({"tags": tags}).encode()
        digest = self.tags.get((repository, name), name)
        found = self.manifests.get((repository, digest))
        return (200, *found) if found else (404, "application/json", b"{}")

    def delete(self, path: str) -> bool:
        """Remove a manifest and its tags."""
        _, _, repository, _, digest = path.split("/", 4)
        self.tags = {
            key: each for key, each in self.tags.items() if (key[0], each) != (repository, digest)
        }
        return self.manifests.pop((repository, digest), None) is not None


def manifest(
    repository: str, tag: str, *, size: int = 1000, config: str = CONFIG, layer: str = LAYER
) -> dict[str, Any]:
    """A single image's manifest."""
    digest = f"sha256:{hashlib.sha256(f'{repository}:{tag}'.encode()).hexdigest()}"
    return {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": {"mediaType": config, "digest": digest, "size": 10},
        "layers": [{"mediaType": layer, "digest": digest, "size": size}],
    }


@contextmanager
def serving() -> Iterator[Shelf]:
    """A registry on loopback while the block runs."""
    shelf = Shelf()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = shelf.answer(self.path)
            self._send(status, kind, body)

        def do_DELETE(self) -> None:
            self._send(202 if shelf.delete(self.path) else 404, "application/json", b"")

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shelf.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
