"""What the engine keeps secret, by resource. Only remediation callbacks are told of it."""

from collections.abc import Iterable
from typing import Any

HIDDEN = "[secret]"
# Shorter ones would tear words apart, and say nothing.
_SHORTEST = 5


class Marks:
    """The paths and texts of secrets, remembered from remediation until the rules are asked."""

    def __init__(self) -> None:
        self._paths: dict[str, frozenset[str]] = {}
        self._texts: dict[str, tuple[str, ...]] = {}

    def remember(self, urn: str, found: Iterable[tuple[str, Any]]) -> None:
        """Take the secrets of one resource as they are now."""
        marked = list(found)
        self._paths[urn] = frozenset(path for path, _ in marked)
        texts = {text for _, value in marked for text in _texts(value)}
        # The longest first: a secret may be a part of another.
        self._texts[urn] = tuple(sorted(texts, key=len, reverse=True))

    def paths(self, urn: str) -> frozenset[str]:
        """The paths below the resource's properties whose values are secret."""
        return self._paths.get(urn, frozenset())

    def known(self, urn: str) -> bool:
        """Whether the engine has told what is secret here."""
        return urn in self._paths

    def hidden(self, urn: str, message: str) -> str:
        """The message without any value that is secret in this resource."""
        for text in self._texts.get(urn, ()):
            message = message.replace(text, HIDDEN)
        return message


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        if len(value) >= _SHORTEST:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
