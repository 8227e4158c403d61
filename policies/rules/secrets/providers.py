"""Model providers: the variables that give a client away, and those that hold its key."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Provider(NamedTuple):
    """One provider: variables its key may stand in, and the one that moves the client elsewhere."""

    keys: tuple[str, ...]
    address: tuple[str, ...] = ()


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider(("OPENAI_API_KEY",), ("OPENAI_BASE_URL", "OPENAI_API_BASE")),
    "anthropic": Provider(("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"), ("ANTHROPIC_BASE_URL",)),
    "google": Provider(
        (
            "GOOGLE_GENERATIVE_AI_API_KEY",
            "GEMINI_API_KEY",
            "GOOGLE_API_KEY",
            "GOOGLE_APPLICATION_CREDENTIALS",
        )
    ),
    "groq": Provider(("GROQ_API_KEY",), ("GROQ_BASE_URL",)),
    "xai": Provider(("XAI_API_KEY",)),
    "mistral": Provider(("MISTRAL_API_KEY",)),
    "cohere": Provider(("COHERE_API_KEY", "CO_API_KEY")),
}
"""The providers that the components know, and the variables their SDKs read."""

_OTHER_NAMES = {"gemini": "google", "grok": "xai", "mistralai": "mistral"}
_ALL = "|".join((*PROVIDERS, *_OTHER_NAMES))
_MODEL = re.compile(rf"^({_ALL})[:/]\S+$", re.IGNORECASE)
_MODEL_VARIABLE = re.compile(r"(^|_)MODEL(_NAME|_ID)?$")
_PROVIDER_VARIABLE = re.compile(r"^(AI|LLM|MODEL)_PROVIDER$")
_SETTING = re.compile(
    r"^(OPENAI|ANTHROPIC|GEMINI|GROQ|XAI|MISTRAL|COHERE)_(MODEL|ORG_ID|PROJECT_ID)$"
)


def declared(variables: Mapping[str, str]) -> dict[str, str]:
    """The providers that a container's variables call, with the variable that says so."""
    found: dict[str, str] = {}
    for name, value in variables.items():
        provider = _named_by(name, value)
        if provider:
            found.setdefault(_OTHER_NAMES.get(provider, provider), name)
    return {
        provider: name
        for provider, name in found.items()
        if not any(variables.get(one) for one in PROVIDERS[provider].address)
    }


def _named_by(name: str, value: str) -> str:
    if _MODEL_VARIABLE.search(name) and (model := _MODEL.match(value)):
        return model[1].lower()
    lower = value.lower()
    if _PROVIDER_VARIABLE.match(name) and (lower in PROVIDERS or lower in _OTHER_NAMES):
        return lower
    setting = _SETTING.match(name)
    return setting[1].lower() if setting and value else ""
