"""The engine SDK's folder: its program runner and provider shim are run from there."""

import subprocess
from pathlib import Path

from local.errors import CannotDo
from local.toolchain.catalogue import MODULES

SDK = "github.com/pulumi/pulumi/sdk/v3"
RUNNER = Path("python/cmd/pulumi-language-python-exec")
SHIM = Path("python/dist/pulumi-resource-pulumi-python")


def sdk() -> Path:
    """The SDK's folder in Go's module cache, fetched if it is not there.

    `sdk() / RUNNER` runs a Python program, `sdk() / SHIM` serves dynamic
    providers; both are read-only and not executable, so start them through
    their interpreter. Raises CannotDo without Go or when the module can't be had.
    """
    folder = _go("list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK)
    if not folder:
        _go("mod", "download", SDK)
        folder = _go("list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK)
    return Path(folder)


def _go(*words: str) -> str:
    try:
        answer = subprocess.run(
            ["go", *words],
            cwd=MODULES / "pulumi",
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError:
        raise CannotDo(
            "Go is not on PATH, and the engine's Python runner comes from a Go module; "
            "install Go 1.26 or newer from https://go.dev/dl."
        ) from None
    except subprocess.CalledProcessError as failed:
        raise CannotDo(f"{SDK}: `go {words[0]}` failed: {failed.stderr.strip()}") from None
    return answer.stdout.strip()
