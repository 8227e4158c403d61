"""API keys: shapes, placeholders, and that no message quotes one."""

import pytest

from components.keys import key_problem, provider_problems

KNOWN = "anthropic, cohere, google, groq, mistral, openai, xai"


@pytest.mark.parametrize(
    ("provider", "key"),
    [
        ("openai", "sk-abcdef0123456789ABCDEFGH"),
        ("openai", "sk-proj-abcdef0123456789ABCDEFGH"),
        ("anthropic", "sk-ant-api03-abcdef0123456789"),
        ("google", "AIzaSyA0123456789abcdefghijklmnopqrstuv"),
        ("mistral", "abcdef0123456789ABCDEFGH"),
    ],
)
def test_keys_that_look_right(provider: str, key: str) -> None:
    """Each in its provider's shape."""
    assert key_problem(provider, key) is None


@pytest.mark.parametrize(
    ("provider", "key", "problem"),
    [
        ("openai", "", "is empty"),
        ("openai", "  ", "is empty"),
        (
            "openai",
            "sk-abcdef0123456789\n",
            "contains white space; it was probably pasted with a line break",
        ),
        ("openai", "sk-your-key-here-1234567890", "is a placeholder, not a key"),
        ("openai", "sk-xxxxxxxxxxxxxxxxxxxxxxxx", "is a placeholder, not a key"),
        ("openai", "<OPENAI_API_KEY>", "is a placeholder, not a key"),
        ("openai", "aaaaaaaaaaaaaaaaaaaaaaaa", "is a placeholder, not a key"),
        (
            "openai",
            "pk-abcdef0123456789ABCDEFGH",
            'does not start with "sk-" as keys of openai do',
        ),
        ("openai", "sk-ant-api03-abcdef0123456789", "is a key of anthropic, not of openai"),
        (
            "anthropic",
            "sk-abcdef0123456789ABCDEFGH",
            'does not start with "sk-ant-" as keys of anthropic do',
        ),
        ("openai", "sk-abcdef01234", "has 14 characters; keys of openai have 20 or more"),
    ],
)
def test_keys_that_cannot_be(provider: str, key: str, problem: str) -> None:
    """One sentence each, without the key."""
    assert key_problem(provider, key) == problem


def test_no_message_quotes_a_key() -> None:
    """Not even the start of one."""
    for key in ("pk-SECRETSECRET0123456789", "sk-SECRET", "sk-SECRET 0123456789abcdef"):
        assert "SECRET" not in str(key_problem("openai", key))


def test_providers_keys_and_model_agree() -> None:
    """Nothing to say."""
    assert provider_problems(["openai"], {"openai"}, "openai:gpt-5-mini") == []
    assert provider_problems([], set(), "offline") == []


def test_every_disagreement_of_providers_and_keys() -> None:
    """Unknown, without a key, with a key too many."""
    assert provider_problems(["openia", "openai"], {"anthropic"}, "offline") == [
        f'`providers`: "openia" is not known; known are {KNOWN}',
        "`api_keys` has no key for openai, which `providers` declares",
        "`api_keys` has a key for anthropic, which `providers` does not declare",
    ]


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        ("gpt-5", '`model` ("gpt-5") must be "offline" or provider:model, e.g. openai:gpt-5-mini'),
        (
            "openai:",
            '`model` ("openai:") must be "offline" or provider:model, e.g. openai:gpt-5-mini',
        ),
        (
            "anthropic:claude",
            '`model` ("anthropic:claude") needs anthropic, which `providers` does not declare',
        ),
    ],
)
def test_a_model_that_cannot_run(model: str, problem: str) -> None:
    """No provider in it, or one that was not declared."""
    assert provider_problems(["openai"], {"openai"}, model) == [problem]
