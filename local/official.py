"""The official engine's download; tried before anything is compiled.

Only its release page is asked, once, with a short timeout: a machine that may
not reach it learns so within seconds.
"""

import hashlib
import platform
import shutil
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from local.errors import CannotDo

VERSION = "3.259.0"
_PAGE = "https://github.com/pulumi/pulumi/releases/download"
_CONNECT_SECONDS = 5


class DownloadBroken(CannotDo):
    """The download came but is not what the release page promises."""


def archive_name(machine: str | None = None) -> str:
    """The release's file for this Linux machine, e.g. `pulumi-v3.259.0-linux-x64.tar.gz`."""
    arch = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}[machine or platform.machine()]
    return f"pulumi-v{VERSION}-linux-{arch}.tar.gz"


def fetch(target: Path, page: str = _PAGE) -> Path | None:
    """Put the official engine and its language hosts into `target`.

    Returns the `pulumi` binary, or None where the release page can't be reached.
    Raises DownloadBroken when the checksum differs. A killed download leaves
    `target` as it was.
    """
    engine = target / "pulumi"
    if engine.exists():
        return engine
    name = archive_name()
    sums = _get(f"{page}/v{VERSION}/pulumi-{VERSION}-checksums.txt")
    data = _get(f"{page}/v{VERSION}/{name}") if sums is not None else None
    if sums is None or data is None:
        return None
    expected = checksum_of(name, sums.decode())
    if hashlib.sha256(data).hexdigest() != expected:
        raise DownloadBroken(f"{name}: its checksum is not the published one; try again.")
    _unpack(data, target)
    return engine


def checksum_of(name: str, sums: str) -> str:
    """The SHA-256 of `name` in a `sha256  file` list. Raises DownloadBroken if absent."""
    for line in sums.splitlines():
        digest, _, file = line.partition("  ")
        if file.strip() == name:
            return digest.strip()
    raise DownloadBroken(f"{name} is not in the release's list of checksums.")


def _get(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url, timeout=_CONNECT_SECONDS) as answer:  # noqa: S310  # https
            body: bytes = answer.read()
            return body
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return None


def _unpack(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        archive = Path(scratch) / "pulumi.tar.gz"
        archive.write_bytes(data)
        with tarfile.open(archive) as tar:
            tar.extractall(scratch, filter="data")
        shutil.rmtree(target, ignore_errors=True)
        (Path(scratch) / "pulumi").replace(target)
