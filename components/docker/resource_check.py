"""Memory and CPU of a container: quantities that are none, and limits that contradict."""

from collections.abc import Callable

from components.heap import heap_mib
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
    full = tmpfs_mib(plan.cache_paths)
    if plan.process_mib <= 0:
        return [
            (
                f"`memory` ({plan.memory}) leaves nothing to the service when /tmp and "
                f"`cache_paths` are full ({full} MiB: {TMPFS_MIB} each, and they are memory); "
                "raise `memory`"
            )
        ]
    if plan.runtime != "node":
        return []
    try:
        heap_mib(f"{plan.process_mib}Mi")
    except QuantityError as error:
        return [f"`memory` ({plan.memory}), less {full} MiB of /tmp and `cache_paths`: {error}"]
    return []


def _order_problems(plan: ContainerPlan) -> list[str]:
    if not plan.cpu or not plan.cpu_limit:
        return []
    if cpu_millicores(plan.cpu) <= cpu_millicores(plan.cpu_limit):
        return []
    return [f"`cpu` ({plan.cpu}) is above the limit `cpu_limit` ({plan.cpu_limit})"]
