"""Which mounts are ours."""

from pathlib import Path

from local.cluster import mounts

_TABLE = """\
20 1 8:1 / / rw - ext4 /dev/vda rw
21 20 0:30 / /s/cluster/kubelet/pods/1/volumes/token rw - tmpfs tmpfs rw
22 20 0:31 / /r/cluster/containerd/rootfs rw - overlay overlay rw
23 22 0:32 / /r/cluster/containerd/rootfs/a\\040b rw - tmpfs tmpfs rw
24 20 0:33 / /s/cluster-of-others/x rw - tmpfs tmpfs rw
"""


def test_ours_innermost_first() -> None:
    """A folder whose name merely begins like ours is somebody else's."""
    folders = [Path("/s/cluster"), Path("/r/cluster")]

    assert mounts.below(_TABLE, folders) == [
        "/r/cluster/containerd/rootfs/a b",
        "/r/cluster/containerd/rootfs",
        "/s/cluster/kubelet/pods/1/volumes/token",
    ]
