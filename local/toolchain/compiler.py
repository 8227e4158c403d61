"""The Go compiler of this machine."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local.errors import CannotDo
from local.toolchain.pins import Version, go_numbers

_LOCAL = "local"
_FETCHES_ITSELF = (1, 21)
"""Since 1.21 Go downloads the newer toolchain that a module asks for."""


@dataclass(frozen=True)
class Go:
    """What `go env` said. `fetches` is whether it may download a newer toolchain."""

    name: str
    system: str
    arch: str
    fetches: bool

    @property
    def target(self) -> str:
        """The part of a cache key that comes from the compiler."""
        return f"{self.name} {self.system} {self.arch}"


def look() -> Go:
    """Ask Go about itself. Raises CannotDo if there is none."""
    try:
        answer = subprocess.run(
            ["go", "env", "GOVERSION", "GOOS", "GOARCH", "GOTOOLCHAIN"],
            # Away from any module: a go.mod above us would switch the toolchain.
            cwd=Path(os.sep),
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError:
        raise CannotDo(
            "Go is not on PATH, and the embedded platform is compiled with it; "
            "install Go 1.26 or newer from https://go.dev/dl."
        ) from None
    except subprocess.CalledProcessError as failed:
        raise CannotDo(f"`go env` failed: {failed.stderr.strip()}") from None
    name, system, arch, toolchain = (answer.stdout.splitlines() + [""] * 4)[:4]
    return Go(name, system, arch, fetches=toolchain != _LOCAL)


def require(go: Go, minimum: Version) -> None:
    """Raise CannotDo if `go` is older than `minimum` and can't fetch a newer one itself."""
    try:
        have = go_numbers(go.name)
    except ValueError:
        return  # A development build: whoever has one knows.
    if have >= minimum or (go.fetches and have >= _FETCHES_ITSELF):
        return
    wanted = ".".join(map(str, minimum))
    way = " (or unset GOTOOLCHAIN=local)" if have >= _FETCHES_ITSELF else ""
    raise CannotDo(
        f"{go.name} is too old, the embedded platform needs Go {wanted} or newer; "
        f"install it from https://go.dev/dl{way}."
    )
