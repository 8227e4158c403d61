"""Image names: what may be pushed where, and the reference a deployment uses."""

import re
from dataclasses import dataclass

_REGISTRY = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:/[a-z0-9._/-]*[a-z0-9])?")
_REPOSITORY = re.compile(r"[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*")
_PLATFORM = re.compile(r"linux/[a-z0-9]+(?:/v\d+)?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LOCAL_HOSTS = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class ImageName:
    """A repository in a registry, without a tag."""

    registry: str
    repository: str

    def __str__(self) -> str:
        return f"{self.registry.rstrip('/')}/{self.repository}"

    @classmethod
    def of(cls, repository_url: str) -> "ImageName":
        """The name in `registry/repository`; all after the first slash is the repository."""
        registry, _, repository = repository_url.partition("/")
        return cls(registry, repository)

    @property
    def is_local(self) -> bool:
        """True for a registry on this machine."""
        return self.registry.split("/")[0].split(":")[0] in _LOCAL_HOSTS

    def tagged(self, tag: str) -> str:
        """The name with a tag, to push to."""
        return f"{self}:{tag}"


def name_problems(name: ImageName) -> list[str]:
    """Sentences about a registry or repository no builder would push to."""
    problems = []
    if not _REGISTRY.fullmatch(name.registry.rstrip("/")):
        problems.append(
            f'`registry` ("{name.registry}") is not a registry; use a host without https://, '
            "e.g. ghcr.io/acme or localhost:5001"
        )
    if not _REPOSITORY.fullmatch(name.repository):
        problems.append(
            f'`repository` ("{name.repository}") is not a repository; use lower-case letters, '
            "digits, dashes and slashes, without a tag"
        )
    return problems


def platform_problems(platform: str) -> list[str]:
    """A sentence about a platform no builder would build for."""
    if _PLATFORM.fullmatch(platform):
        return []
    return [
        (
            f'`platform` ("{platform}") is not a platform; use linux/amd64 or linux/arm64, '
            "whichever the cluster's nodes are"
        )
    ]


def by_digest(reference: str, digest: str) -> str:
    """`repository@sha256:...` from a pushed reference and its digest.

    The tag is dropped: with both, Lambda refuses the image and a reader believes the tag.
    Raises ValueError when the digest is none.
    """
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f'"{digest}" is not an image digest')
    bare = reference.split("@", maxsplit=1)[0]
    head, separator, tail = bare.rpartition("/")
    return f"{head}{separator}{tail.split(':', maxsplit=1)[0]}@{digest}"


def short_version(reference: str) -> str:
    """Twelve digits of a reference's digest, or its tag: what logs and traces call the version."""
    _, separator, digest = reference.partition("@sha256:")
    if separator:
        return digest[:12]
    _, separator, tag = reference.rsplit("/", maxsplit=1)[-1].partition(":")
    return tag if separator else "latest"
