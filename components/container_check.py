"""What every target asks of a service's container: its port, its runtime, its variables."""

import re
from collections.abc import Mapping
from typing import Any

from .secret_names import looks_like_connection, looks_secret

RUNTIMES = ("node", "other")
LOWEST_UNPRIVILEGED_PORT, HIGHEST_PORT = 1024, 65535


def port_problems(port: int) -> list[str]:
    """A sentence about a port that does not exist, or that only root may open."""
    if not 1 <= port <= HIGHEST_PORT:
        return [f"`port` ({port}) must be between 1 and {HIGHEST_PORT}"]
    if port < LOWEST_UNPRIVILEGED_PORT:
        return [f"`port` ({port}) is below 1024, which only root may open; use e.g. 8080"]
    return []


def runtime_problems(runtime: str) -> list[str]:
    """A sentence about a language runtime that is not known."""
    if runtime in RUNTIMES:
        return []
    return [f'`runtime` ("{runtime}") is not known; use {" or ".join(RUNTIMES)}']


def variable_problems(args: Mapping[str, Any]) -> list[str]:
    """Sentences about `env` and `secrets`: secrets in plain text, bad names, names set twice."""
    plain, secret = args.get("env", {}), args.get("secrets", {})
    problems = [
        f"`env` sets {variable}, which looks like a secret, in plain text; move it to `secrets`"
        for variable in plain
        if looks_secret(variable) or looks_like_connection(variable)
    ]
    problems += [
        f'"{variable}" is not the name of an environment variable; use letters, digits and _'
        for variable in [*plain, *secret]
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", variable)
    ]
    return problems + [
        f"{variable} is set by both `env` and `secrets`; keep one"
        for variable in sorted(set(plain) & set(secret))
    ]
