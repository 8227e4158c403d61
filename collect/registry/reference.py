"""The parts of an image's name. Pure."""

import re
from dataclasses import dataclass
from ipaddress import ip_address

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_REPOSITORY = re.compile(
    r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
)
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
_HOST = re.compile(r"(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::\d+)?")

_HUB = "docker.io"
_HUB_API = "registry-1.docker.io"
"""Docker Hub answers under another name than the one that images carry."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An image's name: registry host (with port), repository, and a tag or digest or both."""

    host: str
    repository: str
    tag: str = ""
    digest: str = ""

    def __str__(self) -> str:
        tag = f":{self.tag}" if self.tag else ""
        return f"{self.host}/{self.repository}{tag}{f'@{self.digest}' if self.digest else ''}"

    @property
    def by_digest(self) -> str:
        """The name by its digest alone; the same as the whole where there is none."""
        return str(
            Reference(self.host, self.repository, "" if self.digest else self.tag, self.digest)
        )

    @property
    def is_local(self) -> bool:
        """Whether the registry is on this machine: it may speak plain HTTP."""
        name = self.host.rsplit(":", 1)[0] if re.search(r":\d+$", self.host) else self.host
        return is_loopback(name)

    @property
    def address(self) -> str:
        """Where the registry's API answers for this repository."""
        host = _HUB_API if self.host == _HUB else self.host
        return f"{'http' if self.is_local else 'https'}://{host}/v2/{self.repository}"


def is_loopback(host: str) -> bool:
    """Whether a host, without a port, is this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def parse(text: str) -> Reference:
    """Read an image's name; one without a host is Docker Hub's. Raises ValueError, a sentence."""
    name, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        raise ValueError(f'"{text}" is not an image: what follows the @ is no sha256 digest')
    host, repository = _host_of(name)
    repository, _, tag = repository.partition(":")
    whole = _HOST.fullmatch(host) and _REPOSITORY.fullmatch(repository)
    if not whole or (name.endswith(":") or (tag and not _TAG.fullmatch(tag))):
        raise ValueError(f'"{text}" is not the name of an image: host/repository@sha256:...')
    return Reference(host, repository, tag, digest)


def _host_of(name: str) -> tuple[str, str]:
    """The first part is a host if it looks like one, as Docker reads names."""
    first, slash, rest = name.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return first, rest
    return _HUB, name if slash else f"library/{name}"
