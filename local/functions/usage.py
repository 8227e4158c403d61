"""What a sandbox's cgroup counted: its greatest memory, and whether the kernel killed in it."""

from pathlib import Path

from local.cluster.cgroups import hierarchies
from local.functions.bundle import cgroup

_MOUNTS = Path("/proc/self/mounts")
_MIB = 2**20
_PEAKS = ("memory.max_usage_in_bytes", "memory.peak")
_KILLS = ("memory.oom_control", "memory.events")
"""cgroup v1's file and v2's."""


def peak_mib(identity: str) -> int:
    """The most memory the environment ever had, in MiB, rounded up; 0 if nobody counted."""
    found = [int(text) for text in _read(identity, _PEAKS)]
    return -(-max(found, default=0) // _MIB)


def ran_out(identity: str) -> bool:
    """Whether the kernel ended a process of it for want of memory."""
    return any(kills(text) for text in _read(identity, _KILLS))


def kills(text: str) -> int:
    """The number of kills in a cgroup's text of `name count` lines."""
    for line in text.splitlines():
        name, _, count = line.partition(" ")
        if name == "oom_kill":
            return int(count)
    return 0


def _read(identity: str, names: tuple[str, ...]) -> list[str]:
    group = cgroup(identity).strip("/")
    files = [
        mount / group / name for mount in hierarchies(_MOUNTS.read_text("utf-8")) for name in names
    ]
    return [file.read_text("ascii") for file in files if file.exists()]
