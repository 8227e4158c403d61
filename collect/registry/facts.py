"""What a manifest, an index and a configuration say of an image. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import NoFacts

DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
OCI = "application/vnd.oci.image.manifest.v1+json"
DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
OCI_INDEX = "application/vnd.oci.image.index.v1+json"

INDEXES = frozenset({DOCKER_LIST, OCI_INDEX})
MANIFESTS = frozenset({DOCKER, OCI})

_KIND = "vnd.docker.reference.type"
_ATTESTATION = "attestation-manifest"
"""How BuildKit marks the manifest that holds provenance or an SBOM."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image as its registry has it.

    `media_type` is the manifest's. An index has `platforms` (os/architecture[/variant]) and says
    whether it holds `attestations`; what follows is of a single image only. `size_bytes` is the
    sum of the layers as they are stored, compressed: unpacked they are larger.
    """

    media_type: str
    is_index: bool
    attestations: bool
    platforms: tuple[str, ...]
    os: str = ""
    architecture: str = ""
    size_bytes: int = 0
    config_media_type: str = ""
    layer_media_types: tuple[str, ...] = ()
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A document with its media type."""

    media_type: str
    document: Mapping[str, Any]


def read_manifest(content: bytes, told: str) -> Manifest:
    """A manifest or index; `told` is the media type of the answer. Raises NoFacts."""
    document = read_object(content, "manifest")
    media_type = str(document.get("mediaType") or told.partition(";")[0].strip())
    if media_type not in INDEXES | MANIFESTS:
        raise NoFacts(f'the registry answers with "{media_type}", which is no image')
    return Manifest(media_type, document)


def read_object(content: bytes, what: str) -> Mapping[str, Any]:
    """A JSON object. Raises NoFacts."""
    try:
        document = json.loads(content)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise NoFacts(f"the registry's answer is no {what}: no JSON object")
    return document


def of_index(manifest: Manifest) -> ImageFacts:
    """The facts of an index: what it is for, and whether it holds attestations."""
    listed = _objects(manifest.document.get("manifests"))
    images = [one for one in listed if not _is_attestation(one)]
    platforms = [_platform(_object(one.get("platform"))) for one in images]
    return ImageFacts(
        manifest.media_type,
        is_index=True,
        attestations=len(images) < len(listed),
        platforms=tuple(dict.fromkeys(filter(None, platforms))),
    )


def of_image(manifest: Manifest, config: Mapping[str, Any]) -> ImageFacts:
    """The facts of a single image: its manifest, and its configuration."""
    layers = _objects(manifest.document.get("layers"))
    run = _object(config.get("config"))
    return ImageFacts(
        manifest.media_type,
        is_index=False,
        attestations=False,
        platforms=tuple(filter(None, [_platform(config)])),
        os=str(config.get("os") or ""),
        architecture=str(config.get("architecture") or ""),
        size_bytes=sum(_size(one) for one in layers),
        config_media_type=str(_object(manifest.document.get("config")).get("mediaType") or ""),
        layer_media_types=tuple(dict.fromkeys(str(one.get("mediaType") or "") for one in layers)),
        entrypoint=_words(run.get("Entrypoint")),
        command=_words(run.get("Cmd")),
        labels={str(key): str(value) for key, value in _object(run.get("Labels")).items()},
    )


def config_digest(manifest: Manifest) -> str:
    """The digest of the configuration; empty where the manifest names none."""
    return str(_object(manifest.document.get("config")).get("digest") or "")


def _is_attestation(entry: Mapping[str, Any]) -> bool:
    marked = _object(entry.get("annotations")).get(_KIND) == _ATTESTATION
    return marked or _object(entry.get("platform")).get("os") == "unknown"


def _platform(one: Mapping[str, Any]) -> str:
    parts = [str(one.get(name) or "") for name in ("os", "architecture", "variant")]
    return "/".join(filter(None, parts)) if parts[0] and parts[1] else ""


def _size(layer: Mapping[str, Any]) -> int:
    size = layer.get("size")
    return size if isinstance(size, int) and size > 0 else 0


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _words(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()
