"""Whether Lambda would take an image, in the service's own words when not."""

import re
from dataclasses import dataclass

from local.aws.errors import invalid
from local.aws.registry import Manifest, Registry

MAXIMUM_BYTES = 10 * 2**30
"""Lambda's limit for an image (AWS, "Lambda quotas": 10 GB, all layers, uncompressed)."""

MANIFESTS = frozenset(
    (
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
    )
)
_CONFIGS = frozenset(
    (
        "application/vnd.docker.container.image.v1+json",
        "application/vnd.oci.image.config.v1+json",
    )
)
_LAYERS = frozenset(
    (
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
    )
)

_REFERENCE = re.compile(
    r"(?P<host>[^/]+)/(?P<repository>[a-z0-9._/-]+)"
    r"(?:@(?P<digest>sha256:[0-9a-f]{64})|:(?P<tag>[\w][\w.-]{0,127}))"
)


@dataclass(frozen=True)
class Image:
    """An image as it was asked for, and the one manifest that the service took."""

    uri: str
    repository: str
    digest: str

    @property
    def resolved(self) -> str:
        """`host/repository@sha256:...`, whatever the tag is moved to later."""
        return f"{self.uri.partition('/')[0]}/{self.repository}@{self.digest}"


def accept(uri: str, registry: Registry, repositories: frozenset[str]) -> Image:
    """The image behind `uri`. Raises AwsError in Lambda's words when it would refuse it.

    `repositories` are the ones that ECR has in the function's region.
    """
    found = _REFERENCE.fullmatch(uri)
    if found is None or found["host"] != registry.host:
        raise invalid(f"Source image {uri} is not valid. Provide a valid source image.")
    repository = found["repository"]
    manifest = None
    if repository in repositories:
        manifest = registry.manifest(repository, found["digest"] or found["tag"])
    if manifest is None:
        raise invalid(f"Source image {uri} does not exist. Provide a valid source image.")
    if not supported(manifest):
        raise invalid(
            "The image manifest, config or layer media type for the source image "
            f"{uri} is not supported."
        )
    if manifest.size > MAXIMUM_BYTES:
        raise invalid(
            f"The size of the source image {uri} is {manifest.size} bytes, "
            f"which exceeds the maximum of {MAXIMUM_BYTES} bytes."
        )
    return Image(uri, repository, manifest.digest)


def supported(manifest: Manifest) -> bool:
    """Whether it is a single image's manifest with parts that Lambda can read."""
    return (
        manifest.media_type in MANIFESTS
        and manifest.config_type in _CONFIGS
        and all(layer in _LAYERS for layer in manifest.layer_types)
    )
