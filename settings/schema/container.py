"""Settings of the container on a Docker host."""

from typing import Literal

from pydantic import Field

from .section import Section


class ContainerSettings(Section):
    """What target `docker` needs beside the service."""

    host_port: int | None = Field(None, description="Port on the host. auto: port.")
    restart: Literal["no", "on-failure", "unless-stopped", "always"] = Field(
        "unless-stopped", description="When Docker starts the container again."
    )
    log_max_size: str = Field("10m", description="Size at which a log file is rotated.")
    log_max_files: int = Field(3, description="Log files that are kept.")
