"""Image references, taken apart."""

import pytest

from policies.rules.images.reference import Reference, reference

DIGEST = "sha256:" + "ab" * 32


@pytest.mark.parametrize(
    ("image", "parts", "full"),
    [
        ("nginx", ("nginx", "", ""), "docker.io/library/nginx"),
        ("nginx:1", ("nginx", "1", ""), "docker.io/library/nginx"),
        ("acme/api:1", ("acme/api", "1", ""), "docker.io/acme/api"),
        ("ghcr.io/acme/api", ("ghcr.io/acme/api", "", ""), "ghcr.io/acme/api"),
        ("localhost/api:1", ("localhost/api", "1", ""), "localhost/api"),
        ("host:5000/api", ("host:5000/api", "", ""), "host:5000/api"),
        ("host:5000/api:1", ("host:5000/api", "1", ""), "host:5000/api"),
        (f"api@{DIGEST}", ("api", "", DIGEST), "docker.io/library/api"),
        (f"host:5000/api:1@{DIGEST}", ("host:5000/api", "1", DIGEST), "host:5000/api"),
        (" nginx:1 ", ("nginx", "1", ""), "docker.io/library/nginx"),
        ("", ("", "", ""), "docker.io/library/"),
    ],
)
def test_parts(image: str, parts: tuple[str, str, str], full: str) -> None:
    """A port is no tag, a digest is no tag, and a bare name is Docker Hub's."""
    found = reference(image)
    assert found == Reference(*parts)
    assert found.full == full
