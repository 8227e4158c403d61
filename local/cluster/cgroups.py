"""The cgroup below which all pods live: ours to make and, when everything stopped, to remove."""

import signal
import time
from contextlib import suppress
from pathlib import Path

from local.errors import CannotDo
from local.supervisor import process

CGROUP = "/shipshape"
_MOUNTS = Path("/proc/self/mounts")
_CPUSET_FILES = ("cpuset.cpus", "cpuset.mems")
_END_SECONDS = 10.0
_POLL_SECONDS = 0.1


def hierarchies(mounts: str) -> list[Path]:
    """Where the cgroup file systems of a /proc/mounts text are mounted: one in v2, many in v1."""
    rows = [line.split() for line in mounts.splitlines()]
    return [Path(row[1]) for row in rows if len(row) > 2 and row[2] in ("cgroup", "cgroup2")]  # noqa: PLR2004


def ensure() -> None:
    """Have our cgroup in every hierarchy: the kubelet wants its root to exist."""
    for mount in _mounted():
        _hand_down_controllers(mount)
        group = mount / CGROUP.strip("/")
        group.mkdir(exist_ok=True)
        for name in _CPUSET_FILES:
            # In v1 a new cpuset is empty, and nothing can join it.
            if (group / name).exists() and not (group / name).read_text("ascii").strip():
                (group / name).write_text((mount / name).read_text("ascii"), "ascii")


def missing(available: str, handed_down: str) -> list[str]:
    """The controllers that a cgroup has but its children don't, given its two files' texts."""
    return [name for name in available.split() if name not in handed_down.split()]


def _hand_down_controllers(mount: Path) -> None:
    """In v2, give children the controllers: the kubelet refuses a root cgroup without them."""
    offered, given = mount / "cgroup.controllers", mount / "cgroup.subtree_control"
    if not offered.exists():
        return
    for name in missing(offered.read_text("ascii"), given.read_text("ascii")):
        # One by one: a controller that can't be had must not cost the others.
        with suppress(OSError):
            given.write_text(f"+{name}", "ascii")


def remove() -> None:
    """End whatever still runs below our cgroup, and remove it. Raises CannotDo."""
    groups = [mount / CGROUP.strip("/") for mount in _mounted()]
    deadline = time.monotonic() + _END_SECONDS
    while not all(_removed(group) for group in groups):
        if time.monotonic() > deadline:
            raise CannotDo(f"cgroup {CGROUP}: its processes outlive SIGKILL.")
        time.sleep(_POLL_SECONDS)


def _removed(group: Path) -> bool:
    """Try once to remove a cgroup with those below it; False if processes are in the way."""
    if not group.exists():
        return True
    below = [folder for folder in group.rglob("*") if folder.is_dir()]
    innermost_first = [*sorted(below, key=_depth, reverse=True), group]
    try:
        for folder in innermost_first:
            folder.rmdir()
    except OSError:
        for folder in innermost_first:
            _kill(folder)
        return False
    return True


def _kill(group: Path) -> None:
    """End the processes of one cgroup: a container that lost its shim is only found here."""
    for pid in (group / "cgroup.procs").read_text("ascii").split():
        # Whatever is in this cgroup is a container of ours, so no other check is needed.
        if (one := process.identify(int(pid))) is not None:
            process.send(one, signal.SIGKILL)


def _mounted() -> list[Path]:
    return hierarchies(_MOUNTS.read_text("utf-8"))


def _depth(folder: Path) -> int:
    return len(folder.parts)
