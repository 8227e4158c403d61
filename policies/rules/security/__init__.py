"""Security contexts: importing this package registers its rules."""

from . import (
    capabilities,
    filesystem,
    host,
    kernel,
    mandatory_access,
    present,
    privileged,
    root_user,
    seccomp,
    volumes,
)

__all__ = [
    "capabilities",
    "filesystem",
    "host",
    "kernel",
    "mandatory_access",
    "present",
    "privileged",
    "root_user",
    "seccomp",
    "volumes",
]
