"""The cgroup below which all pods live: ours to make and, when everything stopped, to remove."""

from pathlib import Path

CGROUP = "/shipshape"
_MOUNTS = Path("/proc/self/mounts")
_CPUSET_FILES = ("cpuset.cpus", "cpuset.mems")


def hierarchies(mounts: str) -> list[Path]:
    """Where the cgroup file systems of a /proc/mounts text are mounted: one in v2, many in v1."""
    rows = [line.split() for line in mounts.splitlines()]
    return [Path(row[1]) for row in rows if len(row) > 2 and row[2] in ("cgroup", "cgroup2")]  # noqa: PLR2004


def ensure() -> None:
    """Have our cgroup in every hierarchy: the kubelet wants its root to exist."""
    for mount in _mounted():
        group = mount / CGROUP.strip("/")
        group.mkdir(exist_ok=True)
        for name in _CPUSET_FILES:
            # In v1 a new cpuset is empty, and nothing can join it.
            if (group / name).exists() and not (group / name).read_text("ascii").strip():
                (group / name).write_text((mount / name).read_text("ascii"), "ascii")


def remove() -> None:
    """Remove our cgroup and those below it; their processes must have ended."""
    for mount in _mounted():
        group = mount / CGROUP.strip("/")
        if group.exists():
            folders = [folder for folder in group.rglob("*") if folder.is_dir()]
            for folder in [*sorted(folders, key=_depth, reverse=True), group]:
                folder.rmdir()


def _mounted() -> list[Path]:
    return hierarchies(_MOUNTS.read_text("utf-8"))


def _depth(folder: Path) -> int:
    return len(folder.parts)
