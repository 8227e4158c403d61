"""The web adapter in the cache: built once, or not to be had on this machine."""

import threading
from pathlib import Path

from local.errors import CannotDo
from local.locking import alone
from local.paths import Paths
from local.progress import Report
from local.toolchain import cargo
from local.toolchain.build import Place, build
from local.toolchain.crate import ADAPTER, Crate, job, key


def ensure_adapter(paths: Paths, report: Report) -> Path | None:
    """The web adapter's program, built if it is missing; None where it can't be had.

    Lambda is one target of several: a machine without Rust gets a line that
    says what it lacks, and everything else. A cargo that is not on PATH today
    (under sudo, say) takes nothing away that was built before.
    """
    try:
        rust = cargo.look()
        cargo.require(rust, ADAPTER.minimum)
        return _built(paths, ADAPTER, rust, report)
    except CannotDo as reason:
        if (kept := _kept(paths, ADAPTER)) is not None:
            return kept
        report.info(f"No web adapter for Lambda, images are made without it: {reason}")
        return None


def _kept(paths: Paths, crate: Crate) -> Path | None:
    """The program of the same version that was built last, by whichever compiler."""
    found = (paths.binaries / crate.name).glob(f"{crate.version}-*/{crate.name}")
    return max(found, key=lambda binary: binary.stat().st_mtime, default=None)


def _built(paths: Paths, crate: Crate, rust: cargo.Rust, report: Report) -> Path:
    folder = paths.binaries / crate.name
    binary = folder / key(crate, rust) / crate.name
    if binary.exists():
        return binary

    def waiting() -> None:
        report.info(f"{crate.name}: another run builds it, waiting.")

    with alone(folder.with_name(f"{crate.name}.lock"), waiting):
        if not binary.exists():
            with report.step(f"build {crate.name} {crate.version}"):
                # Away from any project: a configuration above us would count.
                place = Place(Path("/"), binary, paths.logs)
                build(job(crate, rust), place, threading.Event())
    return binary
