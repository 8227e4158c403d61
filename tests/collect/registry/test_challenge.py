"""What registries want, in their own words."""

import pytest

from collect.registry.challenge import Challenge, read_challenge

HUB = {
    "realm": "https://auth.docker.io/token",
    "service": "registry.docker.io",
    "scope": "a:b:pull",
}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ('Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="a:b:pull"',
         Challenge("bearer", HUB)),
        ('Basic realm="https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/",service="ecr.amazonaws.com"',
         Challenge("basic", {"realm": "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/",
                             "service": "ecr.amazonaws.com"})),
        ("BASIC", Challenge("basic")),
        (r'Bearer Realm="a \"b\"", error=invalid_token',
         Challenge("bearer", {"realm": 'a "b"', "error": "invalid_token"})),
        ("", Challenge("")),
    ],
)  # fmt: skip
def test_headers(header: str, wanted: Challenge) -> None:
    """Scheme and parameters."""
    assert read_challenge(header) == wanted
