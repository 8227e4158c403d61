"""The numbers of the container at hand, which a pattern that only sees a line can't know."""

from collections.abc import Callable, Mapping

from diagnosis.causes import Scene
from diagnosis.causes.quantities import in_bytes, next_size
from diagnosis.snapshot import Container

from .merging import Claim

_MEBIBYTE = 2**20
_BESIDE_THE_HEAP = 128 * _MEBIBYTE
"""What V8 needs outside of its heap: buffers, code, threads. `components` keeps the same."""
_SHARE = 0.75


def with_numbers(claim: Claim, scene: Scene) -> str:
    """The claim's suggestion, and behind it what the container's own limit says."""
    add = _NUMBERS.get(claim.id)
    container = _container(claim, scene) if add else None
    told = add(container) if add and container else ""
    return " ".join(filter(None, (claim.said.suggestion, told)))


def _container(claim: Claim, scene: Scene) -> Container | None:
    place = claim.said.subject.place
    return next((one.container for one in scene.sites if one.subject.place == place), None)


def _heap(container: Container) -> str:
    limit = container.limits.get("memory", "")
    size = in_bytes(limit)
    if not size or size <= _BESIDE_THE_HEAP:
        return ""
    heap = int(min(size * _SHARE, size - _BESIDE_THE_HEAP)) // _MEBIBYTE
    return (
        f"Its memory limit is {limit}: NODE_OPTIONS=--max-old-space-size={heap} leaves a quarter, "
        "and at least 128 MiB, beside the heap."
    )


def _jvm(container: Container) -> str:
    limit = container.limits.get("memory", "")
    size = in_bytes(limit)
    if not size:
        return ""
    heap = int(size * _SHARE) // _MEBIBYTE
    return f"Its memory limit is {limit}: -XX:MaxRAMPercentage=75 gives the heap {heap} MiB."


def _more(container: Container) -> str:
    limit = container.limits.get("memory", "")
    more = next_size(limit)
    return f"Its memory limit is {limit}; the next size is {more} (`memory`)." if more else ""


_NUMBERS: Mapping[str, Callable[[Container], str]] = {
    "oom.node_heap": _heap,
    "oom.jvm": _jvm,
    "oom.python": _more,
    "oom.runtime": _more,
    "oom.model_ram": _more,
    "app.worker_sigkill": _more,
}
