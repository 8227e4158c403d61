"""Writable places of a pod whose root is read-only: `/tmp` and the caches the service names."""

from posixpath import normpath
from typing import Any

TEMPORARY_FOLDER = "/tmp"  # noqa: S108 - a path in the container
TEMPORARY_SIZE = "64Mi"
"""Limit of `/tmp`; enough for sockets and small spools, small enough not to hide a leak."""

CACHE_SIZE = "2Gi"
"""Limit of one cache directory (`.next/cache`, a tokenizer cache)."""


def cache_problems(paths: list[str]) -> list[str]:
    """Sentences about cache paths that are relative, the root, `/tmp`, or named twice."""
    problems = [
        f'`cache_paths`: "{path}" must be an absolute path below the root'
        for path in paths
        if not path.startswith("/") or normpath(path) == "/"
    ]
    problems += [
        f'`cache_paths`: "{path}" is always writable; leave it out'
        for path in paths
        if normpath(path) == TEMPORARY_FOLDER
    ]
    seen = [normpath(path) for path in paths]
    problems += [
        f'`cache_paths` names "{path}" twice'
        for path in sorted({p for p in seen if seen.count(p) > 1})
    ]
    return problems


def writable_volumes(cache_paths: list[str]) -> list[dict[str, Any]]:
    """The pod's `volumes`: one emptyDir for `/tmp`, one for each cache."""
    caches = [
        {"name": f"cache-{index}", "emptyDir": {"sizeLimit": CACHE_SIZE}}
        for index, _ in enumerate(cache_paths)
    ]
    return [{"name": "tmp", "emptyDir": {"sizeLimit": TEMPORARY_SIZE}}, *caches]


def writable_mounts(cache_paths: list[str]) -> list[dict[str, Any]]:
    """The container's `volumeMounts` for them."""
    caches = [
        {"name": f"cache-{index}", "mountPath": normpath(path)}
        for index, path in enumerate(cache_paths)
    ]
    return [{"name": "tmp", "mountPath": TEMPORARY_FOLDER}, *caches]
