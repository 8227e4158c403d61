"""Formats of credentials, on keys made of a sentence that says they are none."""

import pytest

from policies.rules.secrets.exposed import issuers
from policies.rules.secrets.formats import FORMATS

LETTERS = "ThisIsNotARealKeyOfAnyone" * 5
HEX = "0badc0ffee1dea5" * 5
CAPITALS = "THISISNOTAREALKEYOFANYONE" * 5


@pytest.mark.parametrize(
    ("issuer", "text"),
    [
        ("AWS", f"AKIA{CAPITALS[:16]}"),
        ("GitHub", f"ghp_{LETTERS[:36]}"),
        ("GitHub", f"github_pat_{LETTERS[:22]}"),
        ("GitLab", f"glpat-{LETTERS[:20]}"),
        ("Slack", f"xoxb-{LETTERS[:24]}"),
        ("Google", f"AIza{LETTERS[:35]}"),
        ("OpenAI", f"sk-proj-{LETTERS[:40]}"),
        ("OpenAI", f"sk-{LETTERS[:48]}"),
        ("Anthropic", f"sk-ant-api03-{LETTERS[:40]}"),
        ("Groq", f"gsk_{LETTERS[:52]}"),
        ("xAI", f"xai-{LETTERS[:80]}"),
        ("Hugging Face", f"hf_{LETTERS[:34]}"),
        ("Stripe", f"sk_live_{LETTERS[:24]}"),
        ("Twilio", f"SK{HEX[:32]}"),
        ("npm", f"npm_{LETTERS[:36]}"),
        ("Vault", f"hvs.{LETTERS[:24]}"),
        ("Databricks", f"dapi{HEX[:32]}"),
        ("a JSON web token", f"eyJ{LETTERS[:20]}.eyJ{LETTERS[:20]}.{LETTERS[:20]}"),
        ("a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"),
        ("heroku", "heroku_key: 01234567-89ab-cdef-0123-456789abcdef"),
        ("datadog", f"datadog.key='{HEX[:40]}'"),
        ("a password in a URL", "postgres://web:hunter2@db/web"),
    ],
)
def test_issuers(issuer: str, text: str) -> None:
    """A key is recognised inside other text, and the issuer is named."""
    assert issuers(f"--flag={text} --other") == (issuer,)


@pytest.mark.parametrize(
    "text",
    [
        "registry.example/team/web@sha256:" + "0123456789abcdef" * 4,
        "AKIAIOSFODNN7EXAMPLE",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_your_token_goes_here_your_token_goes_here",
        "postgres://user:password@db/web",
        "postgres://web:${DB_PASSWORD}@db/web",
        "https://hooks.example/services/of/a/thing/that/is/long/enough",
        "risk-assessment-of-the-largest-service-there-is",
        "datadog/agent:7.50.0",
        "heroku: see https://docs.example/01234567-89ab-cdef",
    ],
)
def test_harmless(text: str) -> None:
    """Digests, placeholders, references and plain words."""
    assert issuers(text) == ()


def test_markers() -> None:
    """A format whose marker its pattern cannot match would never be found."""
    assert [one.issuer for one in FORMATS if not one.marker] == []
