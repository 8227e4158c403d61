"""Names that announce a secret."""

import pytest

from components.secret_names import looks_like_connection, looks_secret


@pytest.mark.parametrize(
    "name",
    [
        "OPENAI_API_KEY",
        "NPM_TOKEN",
        "DB_PASSWORD",
        "AWS_SECRET_ACCESS_KEY",
        "NEXT_PUBLIC_OPENAI_KEY",
        "api_key",
        "PRIVATE_KEY",
    ],
)
def test_secrets(name: str) -> None:
    """Keys, tokens, passwords, public prefixes or not."""
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "MAX_TOKENS",
        "TOKEN_FILE",
        "TOKEN_LIMIT",
        "TOKENIZERS_PARALLELISM",
        "AUTHOR",
        "KEYBOARD",
        "PORT",
    ],
)
def test_harmless(name: str) -> None:
    """Counts, paths and look-alikes."""
    assert not looks_secret(name)


def test_connections() -> None:
    """A URL with a password in it."""
    assert looks_like_connection("DATABASE_URL")
    assert looks_like_connection("REDIS_URI")
    assert not looks_like_connection("PUBLIC_URL")
