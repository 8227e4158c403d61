"""The OCI documents, whole."""

import json
from pathlib import Path

from local.images.layer import Blob
from local.images.manifest import config, digest, manifest

BLOB = Blob(Path("/x/node.tar.gz"), digest="sha256:d", diff_id="sha256:i", size=7)


def test_config() -> None:
    """No time of day in it: the same files give the same image."""
    assert json.loads(config({"User": "65532"}, [BLOB], "amd64")) == {
        "created": "1970-01-01T00:00:00Z",
        "architecture": "amd64",
        "os": "linux",
        "config": {"User": "65532"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:i"]},
        "history": [{"created": "1970-01-01T00:00:00Z", "created_by": "node.tar.gz"}],
    }


def test_manifest() -> None:
    """Ties configuration and layers by digest and size."""
    assert json.loads(manifest(b"{}", [BLOB])) == {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {
            "mediaType": "application/vnd.oci.image.config.v1+json",
            "digest": digest(b"{}"),
            "size": 2,
        },
        "layers": [
            {
                "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                "digest": "sha256:d",
                "size": 7,
            }
        ],
    }
