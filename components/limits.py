"""Requests and limits of a container.

A memory limit is always set: without one an out-of-memory kill cannot be reasoned about. A CPU
limit is left out unless asked for: it throttles a streaming event loop at bursts and gains nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .quantities import QuantityError, cpu_millicores, memory_bytes

GPU_RESOURCE = "nvidia.com/gpu"
"""The extended resource the NVIDIA device plugin offers."""


@dataclass(frozen=True)
class Limits:
    """What a container is promised and what it may not exceed, as Kubernetes quantities."""

    memory: str
    memory_request: str
    cpu: str
    cpu_limit: str | None = None
    gpus: int = 0


def limit_problems(limits: Limits) -> list[str]:
    """Every contradiction in the limits, one sentence each, naming the argument."""
    problems = [
        *_quantity_problem("memory", limits.memory, memory_bytes),
        *_quantity_problem("memory_request", limits.memory_request, memory_bytes),
        *_quantity_problem("cpu", limits.cpu, cpu_millicores),
    ]
    if limits.cpu_limit is not None:
        problems += _quantity_problem("cpu_limit", limits.cpu_limit, cpu_millicores)
    if limits.gpus < 0:
        problems.append(f"`gpus` ({limits.gpus}) cannot be negative")
    return problems or _order_problems(limits)


def resource_requirements(limits: Limits) -> dict[str, dict[str, str]]:
    """The container's `resources`."""
    requests = {"cpu": limits.cpu, "memory": limits.memory_request}
    maximum = {"memory": limits.memory}
    if limits.cpu_limit is not None:
        maximum["cpu"] = limits.cpu_limit
    if limits.gpus:
        maximum[GPU_RESOURCE] = str(limits.gpus)
    return {"requests": requests, "limits": maximum}


def _quantity_problem(name: str, text: str, parse: Callable[[str], int]) -> list[str]:
    try:
        parse(text)
    except QuantityError as error:
        return [f"`{name}`: {error}"]
    return []


def _order_problems(limits: Limits) -> list[str]:
    problems = []
    if memory_bytes(limits.memory_request) > memory_bytes(limits.memory):
        problems.append(
            f"`memory_request` ({limits.memory_request}) is above the limit `memory` "
            f"({limits.memory}); a pod like this is refused"
        )
    if limits.cpu_limit and cpu_millicores(limits.cpu) > cpu_millicores(limits.cpu_limit):
        problems.append(
            f"`cpu` ({limits.cpu}) is above the limit `cpu_limit` ({limits.cpu_limit}); "
            "a pod like this is refused"
        )
    return problems
