"""Names of images."""

import pytest

from collect.registry import Reference, ecr_region, parse

DIGEST = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("localhost:5001/chat", Reference("localhost:5001", "chat")),
        (f"ghcr.io/acme/chat@{DIGEST}", Reference("ghcr.io", "acme/chat", digest=DIGEST)),
        (f"[::1]:5000/a/b:1@{DIGEST}", Reference("[::1]:5000", "a/b", "1", DIGEST)),
        ("redis:7", Reference("docker.io", "library/redis", "7")),
        ("acme/chat", Reference("docker.io", "acme/chat")),
    ],
)
def test_names(text: str, wanted: Reference) -> None:
    """As Docker reads them."""
    assert parse(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ghcr.io/",
        "ghcr.io/Chat",
        "ghcr.io/chat:",
        "ghcr.io/chat:-x",
        "https://ghcr.io/chat",
        "ghcr.io/chat@sha256:12",
        f"ghcr.io/chat@{DIGEST}0",
        "ghcr.io/../chat",
        "ghcr.io/chat?x=y",
        "a b/c",
    ],
)
def test_what_is_no_name(text: str) -> None:
    """Nothing is asked with it."""
    with pytest.raises(ValueError, match="is not"):
        parse(text)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost:5001", "http://localhost:5001/v2/chat"),
        ("127.0.0.2", "http://127.0.0.2/v2/chat"),
        ("[::1]:5001", "http://[::1]:5001/v2/chat"),
        ("registry.localhost:1", "http://registry.localhost:1/v2/chat"),
        ("ghcr.io", "https://ghcr.io/v2/chat"),
        ("10.0.0.1:5000", "https://10.0.0.1:5000/v2/chat"),
        ("docker.io", "https://registry-1.docker.io/v2/chat"),
    ],
)
def test_addresses(host: str, address: str) -> None:
    """Only this machine is asked without encryption."""
    assert Reference(host, "chat").address == address


def test_text() -> None:
    """Both ways to write it."""
    both = Reference("ghcr.io", "chat", "1", DIGEST)
    assert str(both) == f"ghcr.io/chat:1@{DIGEST}"
    assert both.by_digest == f"ghcr.io/chat@{DIGEST}"
    assert parse("ghcr.io/chat:1").by_digest == "ghcr.io/chat:1"


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "us-east-1"),
        ("123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1"),
        ("public.ecr.aws", ""),
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example", ""),
        ("localhost:5001", ""),
    ],
)
def test_regions(host: str, region: str) -> None:
    """A token of ECR's goes to hosts of ECR's only."""
    assert ecr_region(host) == region
