"""The cache of compiled tools: what is there, what is missing, what is outdated."""

import os
import shutil
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from local.locking import alone
from local.paths import Paths
from local.progress import Report
from local.toolchain import compiler
from local.toolchain.build import Place, build
from local.toolchain.catalogue import MODULES, TOOLS, Tool, tool
from local.toolchain.pins import minimum_go
from local.toolchain.recipe import Recipe, job, recipe

_AT_ONCE = max(2, (os.cpu_count() or 2) // 2)
"""Linking is single-threaded and compiling is not: two builds at once keep two
cores busy where one leaves half of them idle while it links."""


def missing(paths: Paths, names: Iterable[str]) -> list[str]:
    """Which of `names` would be built, longest first. Changes nothing.

    Raises CannotDo for an unknown name, and when Go is not there.
    """
    wanted = _recipes(names, compiler.look())
    return [made.tool.name for made in _absent(paths, wanted)]


def ensure(paths: Paths, names: Iterable[str], report: Report) -> dict[str, Path]:
    """Build what is missing and return the path of each binary.

    Raises CannotDo for an unknown name, a missing or too old Go, or a failed build.
    """
    go = compiler.look()
    wanted = _recipes(names, go)
    absent = _absent(paths, wanted)
    for made in absent:
        compiler.require(go, minimum_go((MODULES / made.tool.folder / "go.mod").read_text()))
    _build_all(paths, absent, report)
    return {made.tool.name: binary(paths, made) for made in wanted}


def prune(paths: Paths) -> list[Path]:
    """Remove what no current key names; returns the removed folders."""
    wanted = {binary(paths, made).parent for made in _recipes(TOOLS, compiler.look())}
    removed = []
    for name in TOOLS:
        with alone(_lock(paths, name)):
            old = [one for one in (paths.binaries / name).glob("*") if one not in wanted]
            for folder in old:
                shutil.rmtree(folder)
            removed += old
    return removed


def binary(paths: Paths, made: Recipe) -> Path:
    """Where a tool's binary lies once it is built."""
    return paths.binaries / made.tool.name / made.key / made.tool.name


def _recipes(names: Iterable[str], go: compiler.Go) -> list[Recipe]:
    tools = [tool(name) for name in dict.fromkeys(names)]
    return [recipe(one, _sources(one), go.target) for one in tools]


def _sources(one: Tool) -> dict[str, bytes]:
    folder = MODULES / one.folder
    files = [folder / "go.mod", folder / "go.sum", *folder.rglob("*.go")]
    files += folder.glob("*/go.mod")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files if file.exists()}


def _absent(paths: Paths, wanted: Sequence[Recipe]) -> list[Recipe]:
    absent = [made for made in wanted if not binary(paths, made).exists()]
    return sorted(absent, key=lambda made: -made.tool.weight)


def _build_all(paths: Paths, absent: Sequence[Recipe], report: Report) -> None:
    """Build side by side; the first failure stops what waits and what runs."""
    stop = threading.Event()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        running = [pool.submit(_build_one, paths, made, report, stop) for made in absent]
        try:
            for one in running:
                one.result()
        except BaseException:
            stop.set()
            for one in running:
                one.cancel()
            raise


def _build_one(paths: Paths, made: Recipe, report: Report, stop: threading.Event) -> None:
    name = made.tool.name

    def waiting() -> None:
        report.info(f"{name}: another run builds it, waiting.")

    with alone(_lock(paths, name), waiting):
        if binary(paths, made).exists():
            return
        with report.step(f"build {name} {made.version}"):
            place = Place(MODULES / made.tool.folder, binary(paths, made), paths.logs)
            build(job(made), place, stop)


def _lock(paths: Paths, name: str) -> Path:
    return paths.binaries / f"{name}.lock"
