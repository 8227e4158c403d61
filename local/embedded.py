"""Bring the embedded platform up: what is built, what is started, in which order."""

import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from local import builder, cluster, images, packages, registry, supervisor, toolchain
from local.choice import Choice
from local.errors import CannotDo
from local.paths import Paths
from local.progress import Report

_ENGINE = ("pulumi", "pulumi-resource-docker-build")
_CLUSTER = ("kubernetes", "buildkitd", "pause")

_GIB = 2**30
COLD_BYTES = 8 * _GIB
"""Measured: Go's caches 5 GB, binaries 0.5 GB, images 0.5 GB, and room to work."""
WARM_BYTES = 1 * _GIB


def bring_up(paths: Paths, choice: Choice, report: Report, *, official: bool) -> dict[str, Path]:
    """Have every part that `choice` asks for built and running; what is there is left alone.

    Returns the binaries by name. Raises CannotDo with one sentence when a part
    can't be had. Safe to run again after a kill at any point.
    """
    tools = wanted(choice, official=official)
    require_space(paths, cold=bool(toolchain.missing(paths, tools)))
    with ThreadPoolExecutor(max_workers=1) as pool:
        built = pool.submit(toolchain.ensure, paths, tools, report)
        found = _registry(paths, report) if choice.cluster == "embedded" else {}
        binaries = {**found, **built.result()}
    if choice.cluster == "embedded":
        _cluster(paths, binaries, report)
    return binaries


def wanted(choice: Choice, *, official: bool) -> list[str]:
    """The tools to compile: none for what the user has or what was downloaded."""
    cluster_tools = _CLUSTER if choice.cluster == "embedded" else ()
    engine_tools = _ENGINE if choice.engine == "embedded" and not official else ()
    return [*cluster_tools, *engine_tools]


def require_space(paths: Paths, *, cold: bool) -> None:
    """Refuse to begin on a disk that would fill up. Raises CannotDo."""
    needed = COLD_BYTES if cold else WARM_BYTES
    for root in (paths.cache, paths.state):
        root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(root).free
        if free < needed:
            raise CannotDo(
                f"{root}: {free / _GIB:.1f} GiB free, {needed // _GIB} GiB needed; free some "
                "space, or point SHIPSHAPE_CACHE and SHIPSHAPE_STATE at another disk."
            )


def _registry(paths: Paths, report: Report) -> dict[str, Path]:
    binaries = packages.ensure(paths, report)
    registry.prepare(paths)
    supervisor.start(paths, [registry.service(paths, binaries)], report)
    images.ensure(paths, report)
    return binaries


def _cluster(paths: Paths, binaries: Mapping[str, Path], report: Report) -> None:
    builder.prepare(paths)
    supervisor.start(paths, [builder.service(paths, binaries)], report)
    cluster.bring_up(paths, binaries, images.recorded(paths), report)
