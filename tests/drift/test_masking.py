"""Secrets in reports."""

import pytest

from drift.masking import announces_secret, masked, without_secrets


def test_a_mask_changes_with_the_value_and_the_place() -> None:
    """Two values differ, one value is the same, and no mask can be looked up elsewhere."""
    one = masked("not-a-real-key", "Secret/shop/keys data.a")
    assert one == masked("not-a-real-key", "Secret/shop/keys data.a")
    assert one != masked("other", "Secret/shop/keys data.a")
    assert one != masked("not-a-real-key", "Secret/shop/keys data.b")
    assert len(one) == len("sha256:") + 8
    assert masked(None, "x") is None


@pytest.mark.parametrize(
    "name",
    ["PASSWORD", "DB_PASSWORD", "dbPassword", "OPENAI_API_KEY", "apiKey", "npm-token", "token",
     "client_secret", "privateKey", "awsSecretAccessKey", "db.password"],
)  # fmt: skip
def test_names_of_secrets(name: str) -> None:
    """Variables, keys and properties that hold one."""
    assert announces_secret(name)


@pytest.mark.parametrize(
    "name",
    ["MODE", "secretName", "secretKeyRef", "TOKEN_FILE", "MAX_TOKENS", "key", "CACHE_KEY",
     "imagePullSecrets", "passwordPolicy", "", "---"],
)  # fmt: skip
def test_names_of_no_secrets(name: str) -> None:
    """What is about a secret is none."""
    assert not announces_secret(name)


@pytest.mark.parametrize(
    "value",
    [
        "postgres://shop:not-a-password@db/shop",
        "sk-fake-not-a-real-key",
        "Authorization: Bearer not-a-real-token",
        "-----BEGIN RSA PRIVATE KEY-----\nfake",
    ],
)
def test_values_that_look_like_secrets(value: str) -> None:
    """Whatever they are called."""
    assert str(without_secrets(value, "url", "x")).startswith("sha256:")


def test_inside_of_what_was_added() -> None:
    """A whole container: its secret variable is masked, all else is shown."""
    container = {
        "name": "app",
        "image": "app:1",
        "env": [
            {"name": "MODE", "value": "fast"},
            {"name": "API_TOKEN", "value": "not-a-real-token"},
            {"name": "FROM", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "a"}}},
        ],
        "args": ["--url=redis://:not-a-password@cache"],
    }
    shown = without_secrets(container, "containers", "x")
    assert "not-a-real-token" not in str(shown)
    assert "not-a-password" not in str(shown)
    assert shown["env"][1]["value"].startswith("sha256:")
    assert (shown["env"][0], shown["env"][2]) == (container["env"][0], container["env"][2])
    assert (shown["name"], shown["image"]) == ("app", "app:1")
