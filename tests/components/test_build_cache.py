"""Where the cache lives."""

from components.build_cache import cache_problems, cache_settings
from components.image_reference import ImageName

LOCAL = ImageName("localhost:5001", "app")
REMOTE = ImageName("ghcr.io/acme", "app")
IN_THE_REGISTRY = {
    "cache_from": [{"registry": {"ref": "ghcr.io/acme/app:buildcache"}}],
    "cache_to": [
        {
            "registry": {
                "ref": "ghcr.io/acme/app:buildcache",
                "mode": "max",
                "image_manifest": True,
                "oci_media_types": True,
                "ignore_error": True,
            }
        }
    ],
}


def test_a_local_registry_needs_none() -> None:
    """The builder's own cache is on the same machine."""
    assert cache_settings("auto", LOCAL) == {}
    assert cache_settings("none", REMOTE) == {}


def test_a_registry_holds_its_own() -> None:
    """With the manifest that ECR insists on."""
    assert cache_settings("auto", REMOTE) == IN_THE_REGISTRY
    assert cache_settings("registry", REMOTE) == IN_THE_REGISTRY


def test_github() -> None:
    """One scope per repository."""
    assert cache_settings("gha", REMOTE) == {
        "cache_from": [{"gha": {"scope": "app"}}],
        "cache_to": [{"gha": {"scope": "app", "mode": "max", "ignore_error": True}}],
    }


def test_unknown() -> None:
    """One sentence."""
    assert cache_problems("s3") == [
        '`cache` ("s3") is not known; use one of auto, none, registry, gha'
    ]
