"""Where a build's cache lives, per kind of registry.

The builder keeps a cache of its own, which is all a laptop needs. A build farm starts empty: there
the cache goes to the registry as an image (with the manifest ECR insists on) or to GitHub's cache.
A cache that cannot be written never fails a build.
"""

from typing import Any

from .image_reference import ImageName

CACHE_KINDS = ("auto", "none", "registry", "gha")
"""What the `cache` argument accepts; `auto` is `none` for a local registry, else `registry`."""

CACHE_TAG = "buildcache"
"""The one tag that moves: it holds no image that ever runs."""


def cache_problems(kind: str) -> list[str]:
    """A sentence when the kind is unknown."""
    if kind in CACHE_KINDS:
        return []
    return [f'`cache` ("{kind}") is not known; use one of {", ".join(CACHE_KINDS)}']


def cache_settings(kind: str, name: ImageName) -> dict[str, list[dict[str, Any]]]:
    """`cache_from` and `cache_to` of the build; empty when there is no cache to set."""
    if kind == "none" or (kind == "auto" and name.is_local):
        return {}
    if kind == "gha":
        scope = name.repository
        return {
            "cache_from": [{"gha": {"scope": scope}}],
            "cache_to": [{"gha": {"scope": scope, "mode": "max", "ignore_error": True}}],
        }
    reference = name.tagged(CACHE_TAG)
    target = {
        "ref": reference,
        "mode": "max",  # all stages; the last alone loses every step of a multi-stage build
        "image_manifest": True,
        "oci_media_types": True,
        "ignore_error": True,
    }
    return {"cache_from": [{"registry": {"ref": reference}}], "cache_to": [{"registry": target}]}
