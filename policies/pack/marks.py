"""What the engine keeps secret in a resource, kept out of what is told of it. Pure."""

from collections.abc import Iterable
from typing import Any

HIDDEN = "[secret]"
# Shorter ones would tear words apart, and say nothing.
_SHORTEST = 5


class Marks:
    """The paths and the texts of a resource's secrets."""

    def __init__(self, found: Iterable[tuple[str, Any]]) -> None:
        marked = list(found)
        self.paths = frozenset(path for path, _ in marked)
        texts = {text for _, value in marked for text in _texts(value)}
        # The longest first: a secret may be a part of another.
        self._texts = sorted(texts, key=len, reverse=True)

    def hidden(self, message: str) -> str:
        """The message without any value that is secret."""
        for text in self._texts:
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
