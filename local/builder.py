"""BuildKit's daemon on a unix socket, and the file that makes it the default builder.

With BUILDX_CONFIG set to `paths.buildx`, the docker-build provider takes this
builder without being told: see docs/decisions/local-builder.md.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from local import registry
from local.files import write
from local.paths import Paths
from local.service import Readiness, Service

NAME = "shipshape"
"""The builder's name for buildx."""

_PRIVATE = 0o600


def socket(paths: Paths) -> Path:
    """Where the daemon listens."""
    return paths.run / "buildkitd.sock"


def configuration(paths: Paths) -> str:
    """The daemon's configuration.

    Build steps use the machine's own network: the packages they fetch are the
    ones the machine can reach. The cache is kept below 8 GB.
    """
    return f"""\
root = {_quoted(data(paths))}

[log]
  level = "warn"

[grpc]
  address = [{_quoted(f"unix://{socket(paths)}")}]

[otel]
  socketPath = {_quoted(paths.run / "buildkitd-otel.sock")}

[cdi]
  disabled = true

[history]
  maxAge = 172800
  maxEntries = 20

[worker.oci]
  enabled = true
  snapshotter = "auto"
  networkMode = "host"
  gc = true
  maxUsedSpace = "8GB"
  minFreeSpace = "2GB"

[worker.containerd]
  enabled = false

[registry.{_quoted(registry.NAME)}]
  http = true
  insecure = true
"""


def data(paths: Paths) -> Path:
    """Where the cache of build steps lies."""
    return paths.state / "buildkit"


def buildx_files(paths: Paths) -> dict[Path, str]:
    """The files that buildx reads: the builder, and that it is the current one.

    Global means whatever Docker context is in use: there may be none.
    """
    node: dict[str, object] = {
        "Name": f"{NAME}0",
        "Endpoint": f"unix://{socket(paths)}",
        "Platforms": None,
        "DriverOpts": {},
        "Flags": None,
        "Files": None,
    }
    instance = {"Name": NAME, "Driver": "remote", "Nodes": [node], "Dynamic": False}
    current = {"Key": "", "Name": NAME, "Global": True}
    return {
        paths.buildx / "instances" / NAME: json.dumps(instance),
        paths.buildx / "current": json.dumps(current),
    }


def prepare(paths: Paths) -> None:
    """Write the daemon's configuration and the buildx files. Safe to run again."""
    data(paths).mkdir(parents=True, exist_ok=True)
    paths.run.mkdir(parents=True, exist_ok=True)
    write(_file(paths), configuration(paths))
    for path, text in buildx_files(paths).items():
        write(path, text, _PRIVATE)


def service(paths: Paths, binaries: Mapping[str, Path]) -> Service:
    """How the daemon runs. `binaries` has `buildkitd`, `runc` and the folder `path`."""
    folders = (binaries["runc"].parent, binaries["path"], os.environ.get("PATH", os.defpath))
    return Service(
        name="builder",
        command=(str(binaries["buildkitd"]), "--config", str(_file(paths))),
        readiness=Readiness(socket=str(socket(paths))),
        environment={"PATH": ":".join(map(str, folders))},
        after=("registry",),
        start_seconds=30,
    )


def _file(paths: Paths) -> Path:
    return paths.state / "buildkitd.toml"


def _quoted(text: object) -> str:
    # A JSON string is a TOML string.
    return json.dumps(str(text))
