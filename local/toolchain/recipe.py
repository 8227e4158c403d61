"""From a tool's row and its module's files to a cache key and a build command. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.toolchain.catalogue import Tool
from local.toolchain.job import Job
from local.toolchain.pins import required

_OURS = "1"
_KEY_LENGTH = 12


@dataclass(frozen=True)
class Recipe:
    """One tool on one machine: its version, its cache key and its linker flags."""

    tool: Tool
    version: str
    key: str
    ldflags: str


def recipe(tool: Tool, files: Mapping[str, bytes], go: str) -> Recipe:
    """Decide the version, flags and key of `tool`.

    `files` are the module's go.mod, go.sum and sources by relative path; `go`
    names the compiler and its target, e.g. `go1.26.8 linux amd64`. Any change
    to one of them is another key.
    """
    gomod = files["go.mod"].decode()
    version = _OURS if tool.source is None else required(gomod, tool.source)
    ldflags = " ".join(["-s", "-w", *(f"-X {stamp}" for stamp in _stamps(tool, version))])
    digest = hashlib.sha256(f"{go}\n{tool.package}\n{ldflags}\n".encode())
    for name in sorted(files):
        digest.update(f"{name} {len(files[name])}\n".encode())
        digest.update(files[name])
    key = f"{version}-{digest.hexdigest()[:_KEY_LENGTH]}"
    return Recipe(tool, version, key, ldflags)


def job(made: Recipe) -> Job:
    """How it is compiled: no C compiler, no workspace, the compiler's scratch with ours."""
    return Job(
        name=made.tool.name,
        does="go build",
        command=lambda target, _: command(made, target),
        environment=lambda scratch: {
            "CGO_ENABLED": "0",
            "GOWORK": "off",
            "GOTMPDIR": str(scratch),
        },
    )


def command(made: Recipe, target: Path) -> list[str]:
    """The command that compiles into `target`; runs in the module's folder."""
    return [
        *("go", "build", "-mod=readonly", "-trimpath", "-buildvcs=false"),
        # Debug information is stripped by -w anyway; not making it saves a tenth of the
        # time and a quarter of Go's cache. No part of the key: the program is the same.
        "-gcflags=all=-dwarf=false",
        *("-ldflags", made.ldflags),
        *("-o", str(target), made.tool.package),
    ]


def _stamps(tool: Tool, version: str) -> list[str]:
    major, minor, *_ = [*version.split("."), ""]
    return [stamp.format(version=version, major=major, minor=minor) for stamp in tool.stamps]
