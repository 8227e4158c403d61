"""Memory and CPU of a container: quantities that are none, and limits that contradict."""

from collections.abc import Callable

from components.heap import MINIMUM_HEAP_MIB, MINIMUM_OFF_HEAP_MIB
from components.quantities import QuantityError, cpu_millicores, memory_bytes

from .plan import ContainerPlan
from .writable import TMPFS_MIB, tmpfs_mib


def resource_problems(plan: ContainerPlan) -> list[str]:
    """Every contradiction in memory and CPU, one sentence each."""
    cpu_problems = [
        problem
        for name, text in (("cpu", plan.cpu), ("cpu_limit", plan.cpu_limit))
        if text is not None
        for problem in _quantity_problems(name, text, cpu_millicores)
    ]
    return [
        *(_quantity_problems("memory", plan.memory, memory_bytes) or _room_problems(plan)),
        *(cpu_problems or _order_problems(plan)),
    ]


def _quantity_problems(name: str, text: str, parse: Callable[[str], int]) -> list[str]:
    try:
        parse(text)
    except QuantityError as error:
        return [f"`{name}`: {error}"]
    return []


def _room_problems(plan: ContainerPlan) -> list[str]:
    """Whether anything is left when /tmp and the caches are full; Node needs the most."""
    full, left = tmpfs_mib(plan.cache_paths), plan.process_mib
    needed = MINIMUM_HEAP_MIB + MINIMUM_OFF_HEAP_MIB if plan.runtime == "node" else 1
    if left >= needed:
        return []
    return [
        (
            f"`memory` ({plan.memory}) leaves {max(0, left)} MiB to the service when /tmp and "
            f"`cache_paths` are full ({full} MiB: {TMPFS_MIB} each, and they are memory); "
            f"use at least {full + needed}Mi"
        )
    ]


def _order_problems(plan: ContainerPlan) -> list[str]:
    if not plan.cpu or not plan.cpu_limit:
        return []
    if cpu_millicores(plan.cpu) <= cpu_millicores(plan.cpu_limit):
        return []
    return [f"`cpu` ({plan.cpu}) is above the limit `cpu_limit` ({plan.cpu_limit})"]
