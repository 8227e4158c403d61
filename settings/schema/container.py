"""Settings of the container on a Docker host."""

from typing import Literal

from pydantic import Field

from .section import Section


class ContainerSettings(Section):
    """What target `docker` needs beside the service."""

    host_port: int | None = Field(None, description="Port on the host. auto: port.")
    host_ip: str | None = Field(
        None, description="Address of the host that the port is opened on. auto: 127.0.0.1."
    )
    health_command: list[str] = Field(
        [], description="Command of the health check. Empty: the image's own HEALTHCHECK."
    )
    restart: Literal["no", "on-failure", "unless-stopped", "always"] = Field(
        "unless-stopped", description="When Docker starts the container again."
    )
    max_retries: int | None = Field(
        None, description="Restarts at most, with restart on-failure. auto: no limit."
    )
    log_max_size: str = Field("10m", description="Size at which a log file is rotated.")
    log_max_files: int = Field(3, description="Log files that are kept.")
