"""Where cgroups are mounted."""

from pathlib import Path

import pytest

from local.cluster import cgroups

_V1 = """\
tmpfs /sys/fs/cgroup tmpfs rw 0 0
cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0
cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0
cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0
"""
_V2 = "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\nproc /proc proc rw 0 0\n"


@pytest.mark.parametrize(
    ("mounts", "found"),
    [
        (_V1, ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified"]),
        (_V2, ["/sys/fs/cgroup"]),
        ("", []),
    ],
)
def test_hierarchies(mounts: str, found: list[str]) -> None:
    """Many in version 1, one in version 2."""
    assert cgroups.hierarchies(mounts) == [Path(path) for path in found]


def test_controllers_to_hand_down() -> None:
    """In version 2 a child has only what its parent gives; in a hybrid there is nothing."""
    assert cgroups.missing("cpuset cpu io memory pids\n", "cpu memory\n") == [
        "cpuset",
        "io",
        "pids",
    ]
    assert cgroups.missing("\n", "\n") == []
