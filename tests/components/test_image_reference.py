"""Image names."""

import pytest

from components.image_reference import (
    ImageName,
    by_digest,
    name_problems,
    platform_problems,
    short_version,
)

DIGEST = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    "reference",
    [
        f"localhost:5001/app:c-1@{DIGEST}",
        "localhost:5001/app:c-1",
        "localhost:5001/app",
    ],
)
def test_the_tag_is_dropped(reference: str) -> None:
    """With a tag Lambda refuses it; a port is not a tag."""
    assert by_digest(reference, DIGEST) == f"localhost:5001/app@{DIGEST}"


def test_no_digest() -> None:
    """A build that pushed nothing has none."""
    with pytest.raises(ValueError, match="is not an image digest"):
        by_digest("localhost:5001/app:c-1", "")


def test_version() -> None:
    """What logs call it."""
    assert short_version(f"localhost:5001/app@{DIGEST}") == "a" * 12
    assert short_version("localhost:5001/app:v1") == "v1"
    assert short_version("localhost:5001/app") == "latest"


@pytest.mark.parametrize(
    ("registry", "local"),
    [
        ("localhost:5001", True),
        ("127.0.0.1:5000/team", True),
        ("ghcr.io/acme", False),
        ("localhost.example.com", False),
    ],
)
def test_local(registry: str, local: bool) -> None:
    """On this machine or not."""
    assert ImageName(registry, "app").is_local is local


@pytest.mark.parametrize(
    "registry", ["ghcr.io/acme", "localhost:5001", "1.dkr.ecr.eu.amazonaws.com"]
)
def test_good_names(registry: str) -> None:
    """Nothing to say."""
    assert name_problems(ImageName(registry, "team/app-1")) == []
    assert platform_problems("linux/arm64/v8") == []


def test_a_repository_url_is_a_whole_name() -> None:
    """As ECR writes it."""
    url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app"
    name = ImageName.of(url)
    assert (name.registry, name.repository, str(name)) == (
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "team/app",
        url,
    )


def test_bad_names() -> None:
    """A URL, capitals, a bare architecture."""
    problems = [*name_problems(ImageName("https://ghcr.io", "App:1")), *platform_problems("amd64")]
    assert problems == [
        (
            '`registry` ("https://ghcr.io") is not a registry; use a host without https://, e.g. '
            "ghcr.io/acme or localhost:5001"
        ),
        (
            '`repository` ("App:1") is not a repository; use lower-case letters, digits, dashes '
            "and "
            "slashes, without a tag"
        ),
        (
            '`platform` ("amd64") is not a platform; use linux/amd64 or linux/arm64, whichever the '
            "cluster's nodes are"
        ),
    ]
