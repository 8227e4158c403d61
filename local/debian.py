"""Debian packages unpacked into a folder of ours; nothing is installed on the machine.

Unpacking rather than installing keeps the distribution from starting its own
containerd, etcd and registry, and leaves other people's alone.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from local.errors import CannotDo

_LISTS = Path("/var/lib/apt/lists")
_STATUS = Path("/var/lib/dpkg/status")
_DAY_SECONDS = 24 * 3600
_TAIL_LINES = 6


def require(wanted: Iterable[str]) -> None:
    """Raise CannotDo unless this is a machine where root has apt. `wanted` names what for."""
    names = ", ".join(wanted)
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise CannotDo(
            f"{names}: not on this machine, and it has no apt-get to fetch them with; "
            "install them yourself, or use kind, minikube or an existing context instead."
        )
    if os.geteuid() != 0:
        raise CannotDo(
            f"{names}: fetching these Debian packages needs root; run as root, "
            "or use kind, minikube or an existing context instead."
        )


def without(status: str, names: Iterable[str]) -> str:
    """A dpkg status text without the paragraphs of `names`: apt then sees them as missing."""
    gone = {f"Package: {name}" for name in names}
    paragraphs = status.strip("\n").split("\n\n")
    kept = [one for one in paragraphs if one.split("\n", 1)[0] not in gone]
    return "\n\n".join(kept) + "\n"


def fetch(names: Sequence[str], into: Path, *, lacking: bool = True) -> list[Path]:
    """Download packages into `into`, checked by apt against its signed lists.

    With `lacking`, also the dependencies that this machine lacks. Returns the
    .deb files. Raises CannotDo when apt can't get them.
    """
    into.mkdir(parents=True, exist_ok=True)
    _refresh_lists()
    if lacking:
        _fetch_with_dependencies(names, into)
    else:
        _run(["apt-get", "download", "--quiet", *_unsandboxed(), *names], names, into)
    return sorted(into.glob("*.deb"))


def unpack(files: Iterable[Path], root: Path) -> None:
    """Unpack .deb files over each other into `root`; their scripts don't run."""
    root.mkdir(parents=True, exist_ok=True)
    for file in files:
        _run(["dpkg-deb", "--extract", str(file), str(root)], [file.name], root)


def _fetch_with_dependencies(names: Sequence[str], into: Path) -> None:
    (into / "partial").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        status = Path(scratch) / "status"
        status.write_text(without(_STATUS.read_text("utf-8"), names), "utf-8")
        options = [
            *_unsandboxed(),
            *("-o", f"Dir::State::status={status}"),
            *("-o", f"Dir::Cache::archives={into}"),
            # A package cache of its own: the machine's would be rewritten for our status.
            *("-o", f"Dir::Cache::pkgcache={scratch}/pkgcache.bin"),
            *("-o", f"Dir::Cache::srcpkgcache={scratch}/srcpkgcache.bin"),
        ]
        command = ["apt-get", "--yes", "--no-install-recommends", "--download-only"]
        _run([*command, *options, "install", *names], names, into)


def _unsandboxed() -> tuple[str, str]:
    # apt's own user may not write below a private folder; the files are checked either way.
    return ("-o", "APT::Sandbox::User=root")


def _refresh_lists() -> None:
    if _age(_LISTS) < _DAY_SECONDS:
        return
    command = ["apt-get", "update", "--quiet"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    # Without a network apt says so in a warning, and may well end with code 0.
    if not any(_LISTS.glob("*_Packages*")):
        raise CannotDo(
            "apt-get update failed and this machine has no package lists yet; "
            f"see to the sources in /etc/apt. {_tail(answer.stderr)}"
        )
    # An update that finds nothing new leaves the folder's time alone.
    os.utime(_LISTS)


def _age(lists: Path) -> float:
    """Seconds since the newest list was fetched; infinite when there is none."""
    newest = max((file.stat().st_mtime for file in lists.glob("*_Packages*")), default=None)
    # A list's own time is the archive's; the folder's is the last update's.
    return float("inf") if newest is None else time.time() - lists.stat().st_mtime


def _run(command: Sequence[str], names: Iterable[str], folder: Path) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    answer = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        wanted = ", ".join(names)
        raise CannotDo(f"{wanted}: {command[0]} failed: {_tail(answer.stderr)}")


def _tail(text: str) -> str:
    return " | ".join(line for line in text.strip().splitlines()[-_TAIL_LINES:] if line)
