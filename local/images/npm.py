"""An npm package as a folder of files, through the machine's own npm and its settings."""

import base64
import hashlib
import subprocess
import tarfile
from pathlib import Path

from local.errors import CannotDo

_INSIDE = "package"


def fetch(name: str, version: str, checksum: str, scratch: Path) -> Path:
    """Download and unpack below `scratch`; returns the folder of the package's files.

    `checksum` is npm's own form, `sha512-BASE64`. Raises CannotDo without npm,
    when the registry can't give the package, or when it is another one.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    wanted = f"{name}@{version}"
    try:
        answer = subprocess.run(
            ["npm", "pack", wanted, "--ignore-scripts", "--silent"],
            cwd=scratch,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise CannotDo(
            f"{wanted}: npm is not on PATH, and the base images take Node from its registry; "
            "install Node.js with npm."
        ) from None
    archives = sorted(scratch.glob("*.tgz"))
    if answer.returncode != 0 or not archives:
        raise CannotDo(f"{wanted}: npm pack failed: {answer.stderr.strip() or 'no archive'}")
    check(archives[0].read_bytes(), checksum, wanted)
    with tarfile.open(archives[0]) as tar:
        tar.extractall(scratch, filter="data")
    return scratch / _INSIDE


def check(data: bytes, checksum: str, name: str) -> None:
    """Raise CannotDo unless `data` has that checksum."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != checksum:
        raise CannotDo(f"{name}: what the registry sent is not the package that is pinned here.")
