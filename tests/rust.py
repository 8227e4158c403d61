"""What runs images as functions needs Rust: the adapter is compiled, the emulator asks cargo."""

import shutil

import pytest


def require_cargo() -> None:
    """Skip the test, with the reason and the way out, on a machine without Rust."""
    if shutil.which("cargo") is None:
        pytest.skip("no cargo on PATH: install Rust (rustup.rs) and run `make up`")
