"""What a function is: the part of its configuration that decides how it runs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FunctionSpec:
    """One version of a function.

    `image` is `registry/repository@sha256:...`; `environment` what its owner
    configured; `memory_mib` its memory in MiB; `timeout` the longest invocation
    in seconds. `entry_point`, `command` and `working_directory` override the
    image's, as ImageConfig does at AWS; None leaves them.
    """

    name: str
    version: str
    image: str
    environment: Mapping[str, str]
    memory_mib: int
    timeout: float
    architecture: str = "x86_64"
    entry_point: tuple[str, ...] | None = None
    command: tuple[str, ...] | None = None
    working_directory: str | None = None
