"""API keys of model providers: which variable each needs, and what a key looks like.

A key that is missing, cut off, or still the placeholder of a README is found at preview instead of
by the first request. No message ever contains any part of a key.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """A model provider: the environment variable its SDK reads, and the shape of its keys."""

    variable: str
    prefix: str
    least_length: int


PROVIDERS: dict[str, Provider] = {
    "openai": Provider("OPENAI_API_KEY", "sk-", 20),
    "anthropic": Provider("ANTHROPIC_API_KEY", "sk-ant-", 20),
    "google": Provider("GOOGLE_GENERATIVE_AI_API_KEY", "AIza", 39),
    "groq": Provider("GROQ_API_KEY", "gsk_", 20),
    "xai": Provider("XAI_API_KEY", "xai-", 20),
    "mistral": Provider("MISTRAL_API_KEY", "", 20),
    "cohere": Provider("COHERE_API_KEY", "", 20),
}
"""Known providers. Lengths are lower bounds: providers lengthen their keys, never shorten them."""

_PLACEHOLDER = re.compile(
    r"your|change[-_ ]?me|replace|placeholder|example|dummy|todo|insert|"
    r"<.*>|\$\{|x{6,}|\.{3}|\*{3}",
    re.IGNORECASE,
)
_DISTINCT_CHARACTERS = 6


def key_problem(provider: str, value: str) -> str | None:
    """What is wrong with a provider's key, as the end of a sentence; None when it looks right.

    The provider must be one of PROVIDERS. The answer never quotes the key.
    """
    shape = PROVIDERS[provider]
    checks = (
        (not value.strip(), "is empty"),
        (
            any(character.isspace() for character in value),
            "contains white space; it was probably pasted with a line break",
        ),
        (
            bool(_PLACEHOLDER.search(value)) or len(set(value)) < _DISTINCT_CHARACTERS,
            "is a placeholder, not a key",
        ),
        (
            not value.startswith(shape.prefix),
            f'does not start with "{shape.prefix}" as keys of {provider} do',
        ),
        (
            provider == "openai" and value.startswith(PROVIDERS["anthropic"].prefix),
            "is a key of anthropic, not of openai",
        ),
        (
            len(value) < shape.least_length,
            f"has {len(value)} characters; keys of {provider} have {shape.least_length} or more",
        ),
    )
    return next((sentence for wrong, sentence in checks if wrong), None)


def provider_problems(providers: list[str], given: set[str], model: str) -> list[str]:
    """Sentences about unknown providers, providers without a key, and a model without a provider.

    `given` are the providers for which a key was passed; `model` is `offline` or `provider:model`.
    """
    unknown = [name for name in providers if name not in PROVIDERS]
    problems = [
        f'`providers`: "{name}" is not known; known are {", ".join(sorted(PROVIDERS))}'
        for name in unknown
    ]
    problems += [
        f"`api_keys` has no key for {name}, which `providers` declares"
        for name in providers
        if name in PROVIDERS and name not in given
    ]
    problems += [
        f"`api_keys` has a key for {name}, which `providers` does not declare"
        for name in sorted(given - set(providers))
    ]
    return problems + _model_problems(providers, model)


def _model_problems(providers: list[str], model: str) -> list[str]:
    if model == "offline":
        return []
    provider, separator, rest = model.partition(":")
    if not separator or not rest:
        return [f'`model` ("{model}") must be "offline" or provider:model, e.g. openai:gpt-5-mini']
    if provider not in providers:
        return [f'`model` ("{model}") needs {provider}, which `providers` does not declare']
    return []
