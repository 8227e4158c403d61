"""The image registry on loopback: where builds push to and the kubelet pulls from.

Deleting is enabled, but what is deleted keeps its disk space until the
registry collects garbage, which it can only do while nothing is pushed:
`docker-registry garbage-collect CONFIGURATION` after `make down`.
"""

from collections.abc import Mapping
from pathlib import Path

from local.files import write
from local.paths import Paths
from local.service import Readiness, Service

PORT = 5001
"""Not 5000: on macOS and on many machines something else listens there."""

NAME = f"localhost:{PORT}"
"""The registry's part of an image reference; localhost means plain HTTP."""

URL = f"http://127.0.0.1:{PORT}"
"""Where its interface answers; no name is looked up."""


def configuration(paths: Paths) -> str:
    """The registry's configuration file. Uploads that were cut off are purged after an hour."""
    return f"""\
version: 0.1
log:
  level: warn
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: {data(paths)}
  delete:
    enabled: true
  maintenance:
    uploadpurging:
      enabled: true
      age: 1h
      interval: 1h
      dryrun: false
http:
  addr: 127.0.0.1:{PORT}
"""


def data(paths: Paths) -> Path:
    """Where the images lie."""
    return paths.state / "registry"


def prepare(paths: Paths) -> None:
    """Write the configuration. Safe to run again."""
    data(paths).mkdir(parents=True, exist_ok=True)
    write(_file(paths), configuration(paths))


def service(paths: Paths, binaries: Mapping[str, Path]) -> Service:
    """How the registry runs; `prepare` must have been called."""
    return Service(
        name="registry",
        command=(str(binaries["docker-registry"]), "serve", str(_file(paths))),
        readiness=Readiness(http=f"{URL}/v2/"),
        ports=(PORT,),
        start_seconds=20,
    )


def _file(paths: Paths) -> Path:
    return paths.state / "registry.yaml"
