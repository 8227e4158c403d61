"""Writable places of a container whose root is read-only: `/tmp` and the caches it names.

They are tmpfs: a volume would belong to root, and the service's user could not write to it. What is
in them is memory of the container, so the heap is made smaller by as much.
"""

from collections.abc import Sequence
from posixpath import normpath

from components.volumes import TEMPORARY_FOLDER

TMPFS_MIB = 64
"""MiB that `/tmp` and each cache may hold."""

_OPTIONS = f"rw,noexec,nosuid,nodev,size={TMPFS_MIB}m"


def tmpfs_mib(cache_paths: Sequence[str]) -> int:
    """MiB of memory they take when all are full."""
    return TMPFS_MIB * (1 + len(cache_paths))


def tmpfs(cache_paths: Sequence[str], user: int) -> dict[str, str]:
    """The container's `tmpfs`: mount options by path; a cache belongs to the service's user."""
    mine = f"{_OPTIONS},mode=0700,uid={user},gid={user}"
    caches = {normpath(path): mine for path in cache_paths}
    return {TEMPORARY_FOLDER: f"{_OPTIONS},mode=1777", **caches}
