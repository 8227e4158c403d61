"""An image's configuration and manifest, as OCI wants them. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from local.images.layer import Blob

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
_EPOCH = "1970-01-01T00:00:00Z"


def digest(data: bytes) -> str:
    """`sha256:` and the hash of `data`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def config(settings: Mapping[str, object], layers: Sequence[Blob], architecture: str) -> bytes:
    """The image's configuration; `architecture` is Go's name, `amd64` or `arm64`.

    The creation time is fixed: an image of the same files has the same digest.
    """
    return _json(
        {
            "created": _EPOCH,
            "architecture": architecture,
            "os": "linux",
            "config": dict(settings),
            "rootfs": {"type": "layers", "diff_ids": [blob.diff_id for blob in layers]},
            "history": [{"created": _EPOCH, "created_by": blob.file.name} for blob in layers],
        }
    )


def manifest(configuration: bytes, layers: Sequence[Blob]) -> bytes:
    """The manifest that ties a configuration and its layers together."""
    return _json(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": {
                "mediaType": _CONFIG,
                "digest": digest(configuration),
                "size": len(configuration),
            },
            "layers": [
                {"mediaType": _LAYER, "digest": blob.digest, "size": blob.size} for blob in layers
            ],
        }
    )


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
