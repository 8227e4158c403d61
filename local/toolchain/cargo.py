"""The Rust compiler of this machine, as far as a crate's build needs it."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo

Version = tuple[int, ...]

_RELEASE = re.compile(r"^release: (\d+)\.(\d+)\.(\d+)", re.MULTILINE)
_HOST = re.compile(r"^host: (\S+)$", re.MULTILINE)
_HOW = "install Rust from https://rustup.rs (Debian 13's cargo is new enough, Debian 12's is not)."


@dataclass(frozen=True)
class Rust:
    """What `rustc -vV` said: its version, and the target it compiles for by default."""

    release: Version
    host: str

    @property
    def target(self) -> str:
        """The part of a cache key that comes from the compiler."""
        return f"{'.'.join(map(str, self.release))} {self.host}"


def look() -> Rust:
    """Ask the compiler about itself. Raises CannotDo without cargo and rustc."""
    # It runs at every `make up`, so cargo, which comes with the compiler, is only looked for.
    if shutil.which("cargo") is None:
        raise CannotDo(f"cargo is not on PATH; {_HOW}")
    try:
        said = subprocess.run(
            ["rustc", "-vV"], cwd=Path(os.sep), capture_output=True, text=True, check=True
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        raise CannotDo(f"rustc does not work; {_HOW}") from None
    release, host = _RELEASE.search(said), _HOST.search(said)
    if release is None or host is None:
        raise CannotDo(f"rustc names no version; {_HOW}")
    return Rust(tuple(map(int, release.groups())), host.group(1))


def require(rust: Rust, minimum: Version) -> None:
    """Raise CannotDo if the compiler is older than `minimum`."""
    if rust.release < minimum:
        have, wanted = (".".join(map(str, one)) for one in (rust.release, minimum))
        raise CannotDo(f"Rust {have} is too old, {wanted} is needed; {_HOW}")
