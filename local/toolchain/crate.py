"""Programs compiled from a crate. The crate's own lock file pins what it is made of. Pure."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from local.toolchain.cargo import Rust, Version
from local.toolchain.job import Job

_STATIC = "-C target-feature=+crt-static"
"""Its libraries go into the program: the images that it is copied into may hold none."""
_KEY_LENGTH = 12


@dataclass(frozen=True)
class Crate:
    """One program of a crate on crates.io, and the oldest Rust that compiles it."""

    name: str
    crate: str
    version: str
    minimum: Version


ADAPTER = Crate("lambda-adapter", "lambda_web_adapter", "1.0.0-rc1", (1, 84, 0))
"""AWS' web adapter: an HTTP service runs on Lambda without knowing of it."""


def key(crate: Crate, rust: Rust) -> str:
    """The cache key of a crate's program under one compiler."""
    text = "\n".join((crate.crate, crate.version, rust.target, _STATIC))
    return f"{crate.version}-{hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]}"


def job(crate: Crate, rust: Rust) -> Job:
    """How it is compiled: cargo chooses the program's place, so it gets a root in the scratch."""

    def command(_: Path, scratch: Path) -> list[str]:
        return [
            *("cargo", "install", "--locked", "--no-track", "--root", str(scratch)),
            *("--target", rust.host, "--target-dir", str(scratch / "target")),
            *(crate.crate, "--version", crate.version, "--bin", crate.name),
        ]

    return Job(
        name=crate.name,
        does="cargo install",
        command=command,
        environment=lambda _: {"RUSTFLAGS": _STATIC},
        leaves=Path("bin") / crate.name,
    )
