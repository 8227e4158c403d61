"""Pushing to a small registry of the test's own."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from local.errors import CannotDo
from local.images.layer import Blob
from local.images.manifest import digest, manifest
from local.images.push import Registry

LAYER = b"layer" * 1000


class Handler(BaseHTTPRequestHandler):
    """As much of the distribution interface as a push needs."""

    stored: dict[str, bytes]
    asked: list[str]

    def do_HEAD(self) -> None:
        """Whether a blob or manifest is stored."""
        self._note()
        self._answer(200 if self.path in self.stored else 404)

    def do_POST(self) -> None:
        """Begin an upload."""
        self._note()
        self._answer(202, f"{self.path}1?_state=s")

    def do_PUT(self) -> None:
        """End an upload, or store a manifest."""
        self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parts = urlsplit(self.path)
        if "/uploads/" in parts.path:
            query = parse_qs(parts.query)
            assert query["_state"] == ["s"]
            blob = query["digest"][0]
            good = blob == f"sha256:{hashlib.sha256(body).hexdigest()}"
            self.stored[f"/v2/a/b/blobs/{blob}"] = body
            self._answer(201 if good else 400)
        else:
            self.stored[self.path] = body
            self._answer(201)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _note(self) -> None:
        self.asked.append(f"{self.command} {urlsplit(self.path).path.replace('/v2/a/b', '')}")

    def _answer(self, status: int, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """A registry on a free port."""
    Handler.stored, Handler.asked = {}, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as one:
        thread = threading.Thread(target=one.serve_forever)
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def test_push_twice(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    """The second push sends no blob again; both give the same digest."""
    (tmp_path / "l").write_bytes(LAYER)
    blob = Blob(tmp_path / "l", digest(LAYER), "sha256:i", len(LAYER))
    with Registry(f"http://127.0.0.1:{server.server_port}") as registry:
        assert not registry.has("a/b", "22")
        first = registry.push("a/b", "22", b"{}", [blob])
        sent, Handler.asked = Handler.asked, []
        assert registry.push("a/b", "22", b"{}", [blob]) == first
        assert registry.has("a/b", "22")
    assert first == digest(manifest(b"{}", [blob]))
    assert sent == [
        "HEAD /manifests/22",
        f"HEAD /blobs/{digest(LAYER)}",
        "POST /blobs/uploads/",
        "PUT /blobs/uploads/1",
        f"HEAD /blobs/{digest(b'{}')}",
        "POST /blobs/uploads/",
        "PUT /blobs/uploads/1",
        "PUT /manifests/22",
    ]
    assert Handler.asked == [
        f"HEAD /blobs/{digest(LAYER)}",
        f"HEAD /blobs/{digest(b'{}')}",
        "PUT /manifests/22",
        "HEAD /manifests/22",
    ]
    assert Handler.stored[f"/v2/a/b/blobs/{digest(LAYER)}"] == LAYER


def test_no_registry() -> None:
    """Says which one doesn't answer."""
    with (
        Registry("http://127.0.0.1:9") as registry,
        pytest.raises(CannotDo, match=r"^The registry at http://127.0.0.1:9 doesn't answer: "),
    ):
        registry.has("a/b", "22")
