"""Writable places under a read-only root."""

from components.volumes import TEMPORARY_FOLDER, cache_problems, writable_mounts, writable_volumes


def test_tmp_is_always_writable() -> None:
    """And small."""
    assert writable_volumes([]) == [{"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}}]
    assert writable_mounts([]) == [{"name": "tmp", "mountPath": TEMPORARY_FOLDER}]


def test_a_cache_folder() -> None:
    """One emptyDir each."""
    assert writable_volumes(["/app/.next/cache/"]) == [
        {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
        {"name": "cache-0", "emptyDir": {"sizeLimit": "2Gi"}},
    ]
    assert writable_mounts(["/app/.next/cache/"]) == [
        {"name": "tmp", "mountPath": TEMPORARY_FOLDER},
        {"name": "cache-0", "mountPath": "/app/.next/cache"},
    ]


def test_paths_that_cannot_be() -> None:
    """Relative, the root, /tmp, twice."""
    assert cache_problems(["cache", "/", TEMPORARY_FOLDER, "/a", "/a/"]) == [
        '`cache_paths`: "cache" must be an absolute path below the root',
        '`cache_paths`: "/" must be an absolute path below the root',
        '`cache_paths`: "/tmp" is always writable; leave it out',
        '`cache_paths` names "/a" twice',
    ]
