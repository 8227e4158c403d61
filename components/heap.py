"""How much of a memory limit Node's heap may take.

V8 does not read the container's limit well enough: left alone it either dies of heap exhaustion
(exit 134) far below the limit, or grows past it and is killed by the kernel (137, empty log). A
heap limit below the container's limit makes the two tell apart and the first one come first.
"""

from .quantities import MEBIBYTE, QuantityError, memory_bytes

HEAP_SHARE = 0.75
"""Share of the limit for the heap; the rest is buffers, stacks and code. Users report 0.7-0.8."""

MINIMUM_OFF_HEAP_MIB = 128
"""MiB that must stay for everything that is not heap; streams live in buffers outside of it."""

MINIMUM_HEAP_MIB = 64
"""MiB below which Node with an HTTP server does not start reliably."""


def heap_mib(memory_limit: str) -> int:
    """MiB for `--max-old-space-size`, from the memory limit.

    Raises QuantityError when the limit leaves no room for a heap and 128 MiB beside it.
    """
    limit = memory_bytes(memory_limit) // MEBIBYTE
    heap = min(int(limit * HEAP_SHARE), limit - MINIMUM_OFF_HEAP_MIB)
    if heap < MINIMUM_HEAP_MIB:
        least = MINIMUM_HEAP_MIB + MINIMUM_OFF_HEAP_MIB
        raise QuantityError(
            f'"{memory_limit}" leaves Node no room: it needs {MINIMUM_HEAP_MIB} MiB of heap and '
            f"{MINIMUM_OFF_HEAP_MIB} MiB beside it; use at least {least}Mi"
        )
    return heap
