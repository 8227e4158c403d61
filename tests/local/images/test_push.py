"""Pushing to a small registry of the test's own."""

from pathlib import Path

import pytest

from local.errors import CannotDo
from local.images.layer import Blob
from local.images.manifest import digest, manifest
from local.images.push import Registry
from tests.local.images.small_registry import Handler, small_registry

LAYER = b"layer" * 1000


def test_push_twice(tmp_path: Path) -> None:
    """The second push sends no blob again; both give the same digest."""
    (tmp_path / "l").write_bytes(LAYER)
    blob = Blob(tmp_path / "l", digest(LAYER), "sha256:i", len(LAYER))
    with small_registry() as url, Registry(url) as registry:
        assert not registry.has("a/b", "22")
        first = registry.push("a/b", "22", b"{}", [blob])
        sent, Handler.asked = Handler.asked, []
        assert registry.push("a/b", "22", b"{}", [blob]) == first
        assert registry.has("a/b", "22")
    assert first == digest(manifest(b"{}", [blob]))
    assert sent == [
        "HEAD /v2/a/b/manifests/22",
        f"HEAD /v2/a/b/blobs/{digest(LAYER)}",
        "POST /v2/a/b/blobs/uploads/",
        "PUT /v2/a/b/blobs/uploads/1",
        f"HEAD /v2/a/b/blobs/{digest(b'{}')}",
        "POST /v2/a/b/blobs/uploads/",
        "PUT /v2/a/b/blobs/uploads/1",
        "PUT /v2/a/b/manifests/22",
    ]
    assert Handler.asked == [
        f"HEAD /v2/a/b/blobs/{digest(LAYER)}",
        f"HEAD /v2/a/b/blobs/{digest(b'{}')}",
        "PUT /v2/a/b/manifests/22",
        "HEAD /v2/a/b/manifests/22",
    ]
    assert Handler.stored[f"/v2/a/b/blobs/{digest(LAYER)}"] == LAYER


def test_a_refused_push(tmp_path: Path) -> None:
    """A layer that changed under its digest: the registry's answer is passed on."""
    (tmp_path / "l").write_bytes(b"another")
    blob = Blob(tmp_path / "l", digest(LAYER), "sha256:i", len(LAYER))
    with (
        small_registry() as url,
        Registry(url) as registry,
        pytest.raises(CannotDo, match=r"refused PUT /v2/a/b/blobs/uploads/1: 400"),
    ):
        registry.push("a/b", "22", b"{}", [blob])


def test_no_registry() -> None:
    """Says which one doesn't answer."""
    with (
        Registry("http://127.0.0.1:9") as registry,
        pytest.raises(CannotDo, match=r"^The registry at http://127\.0\.0\.1:9 doesn't answer: "),
    ):
        registry.has("a/b", "22")
