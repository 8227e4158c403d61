"""Dockerfiles: the rules, and the model of a Dockerfile that they look at."""

from . import (
    base,
    files,
    healthcheck,
    installs,
    layout,
    pins,
    pip_cache,
    secrets,
    shell_rules,
    start,
    user,
)

__all__ = [
    "base",
    "files",
    "healthcheck",
    "installs",
    "layout",
    "pins",
    "pip_cache",
    "secrets",
    "shell_rules",
    "start",
    "user",
]
