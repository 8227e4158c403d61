"""The emulator of Lambda's runtime interface: `cargo lambda watch`, one per environment."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from local.errors import CannotDo

PREFIX = "/.rt"
"""Below this path it serves the runtime interface; above it, invocations."""

INVOKE = "/2015-03-31/functions/_/invocations"
"""Where an event is sent; the function without a name is called `_`."""

_MANIFEST = """\
[package]
name = "function"
version = "0.0.0"
edition = "2021"

[[bin]]
name = "function"
path = "function.rs"
"""
_START_SECONDS = 10.0
_POLL_SECONDS = 0.005
_LOCALHOST = "127.0.0.1"


class Emulator:
    """One emulator. It wants to see a Rust project, so it gets the smallest."""

    def __init__(self, folder: Path) -> None:
        """Start it with its files in `folder`. Raises CannotDo when it can't be had."""
        command = [*_command(), "--manifest-path", str(folder / "Cargo.toml")]
        folder.mkdir(parents=True)
        (folder / "Cargo.toml").write_text(_MANIFEST, "utf-8")
        (folder / "function.rs").write_text("fn main() {}\n", "utf-8")
        self.port = _take_port()
        self._log = folder / "emulator.log"
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                [*command, "--invoke-port", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def stop(self) -> None:
        """End it; whoever waits for an answer gets none."""
        self._process.kill()
        self._process.wait()
        _give_port_back(self.port)

    def wait(self) -> None:
        """Until it takes connections. Raises CannotDo, with its own words, if it ends first."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                socket.create_connection((_LOCALHOST, self.port), timeout=1).close()
            except OSError:
                time.sleep(_POLL_SECONDS)
            else:
                return
        self.stop()
        said = self._log.read_text("utf-8", errors="replace").split("\n")
        reason = next((line.strip() for line in said if line.strip()), "no word from it")
        raise CannotDo(f"the Lambda emulator does not start: {reason}")


def program() -> str:
    """Where `cargo-lambda` is. Raises CannotDo without it, or without the cargo it calls."""
    beside = Path(sys.executable).with_name("cargo-lambda")
    found = str(beside) if beside.exists() else shutil.which("cargo-lambda")
    if found is None:
        raise CannotDo("cargo-lambda is not installed: `make setup` installs it.")
    if shutil.which("cargo") is None and not os.environ.get("CARGO"):
        raise CannotDo("cargo-lambda wants cargo: install Rust from https://rustup.rs.")
    return found


def _command() -> list[str]:
    watch = (program(), "lambda", "watch", "--only-lambda-apis", "--disable-cors", "--quiet")
    return [*watch, "--invoke-address", _LOCALHOST]


_taken: set[int] = set()
_taking = threading.Lock()


def _take_port() -> int:
    """A free port that no other emulator of this process is about to listen on.

    Many may start at once, and each takes a moment to bind the port it was given.
    """
    with _taking:
        while (port := _free_port()) in _taken:
            pass
        _taken.add(port)
        return port


def _give_port_back(port: int) -> None:
    with _taking:
        _taken.discard(port)


def _free_port() -> int:
    with socket.create_server((_LOCALHOST, 0)) as one:
        return int(one.getsockname()[1])
