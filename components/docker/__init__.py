"""A service as one container on a Docker host: the small target for a machine without a cluster."""

from .check import container_problems
from .container_args import DockerServiceArgs
from .docker_service import DockerService

__all__ = ["DockerService", "DockerServiceArgs", "container_problems"]
