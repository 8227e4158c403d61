"""The official engine's download, against a real HTTP server on this machine."""

import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from local import official


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing: the test's output is not a server's log."""


def _release(folder: Path, *, checksum: str | None = None) -> None:
    version = folder / f"v{official.VERSION}"
    version.mkdir()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        body = b"#!/bin/sh\n"
        entry = tarfile.TarInfo("pulumi/pulumi")
        entry.size, entry.mode = len(body), 0o755
        tar.addfile(entry, io.BytesIO(body))
    name = official.archive_name()
    (version / name).write_bytes(buffer.getvalue())
    digest = checksum or hashlib.sha256(buffer.getvalue()).hexdigest()
    sums = f"{'0' * 64}  other.tar.gz\n{digest}  {name}\n"
    (version / f"pulumi-{official.VERSION}-checksums.txt").write_text(sums)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A release page on loopback and the folder it serves."""
    folder = tmp_path / "page"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reachable_page_gives_the_engine(page: tuple[str, Path], tmp_path: Path) -> None:
    """Downloaded, checked, unpacked; the second call asks nobody."""
    url, folder = page
    _release(folder)
    target = tmp_path / "official"
    assert official.fetch(target, url) == target / "pulumi"
    assert (target / "pulumi").read_bytes() == b"#!/bin/sh\n"
    assert official.fetch(target, "http://127.0.0.1:9") == target / "pulumi"


def test_a_wrong_checksum_is_refused(page: tuple[str, Path], tmp_path: Path) -> None:
    """Nothing is unpacked and the sentence says what is wrong."""
    url, folder = page
    _release(folder, checksum="f" * 64)
    with pytest.raises(official.DownloadBroken) as refused:
        official.fetch(tmp_path / "official", url)
    assert str(refused.value) == (
        f"{official.archive_name()}: its checksum is not the published one; try again."
    )
    assert not (tmp_path / "official").exists()


def test_an_unreachable_page_is_not_an_error(tmp_path: Path) -> None:
    """The machine builds its own engine instead."""
    assert official.fetch(tmp_path / "official", "http://127.0.0.1:9") is None


@pytest.mark.parametrize(("machine", "arch"), [("x86_64", "x64"), ("aarch64", "arm64")])
def test_the_archive_is_named_for_the_machine(machine: str, arch: str) -> None:
    """The release's own words for the two architectures."""
    assert official.archive_name(machine) == f"pulumi-v3.259.0-linux-{arch}.tar.gz"
