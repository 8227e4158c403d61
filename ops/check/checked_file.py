"""Reading our own YAML files: every key is known, every message names file and line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ops.check.reading.lines import Lines
from ops.check.reading.nodes import Malformed
from ops.check.reading.yaml import parse


class BadFile(Exception):
    """A file of ours that is wrong; the message has one located sentence a line."""


@dataclass
class CheckedFile:
    """A file's data, and the mistakes found in it so far."""

    name: str
    data: Any = None
    lines: Lines | None = None
    mistakes: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, text: str, name: str) -> "CheckedFile":
        """Read the one document of a file; an empty file has no data. Raises BadFile."""
        try:
            documents = list(parse(text))
        except Malformed as error:
            raise BadFile(f"{name}:{error.line}: {error.message}") from None
        if len(documents) > 1:
            raise BadFile(f"{name}: it holds {len(documents)} documents, not one")
        if not documents:
            return cls(name)
        data, node, before = documents[0]
        return cls(name, data, Lines(node, before))

    def place(self, path: str) -> str:
        """`file:line` of a path."""
        return self.name if self.lines is None else f"{self.name}:{self.lines.line(path)}"

    def mistake(self, path: str, message: str) -> None:
        """Note a mistake at a path."""
        self.mistakes.append(f"{self.place(path)}: {message}")

    def mapping(self, value: Any, path: str, keys: Collection[str]) -> Mapping[str, Any]:
        """The value as a mapping with these keys only; else a mistake, and what is right of it."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.mistake(path, f"{path or 'the file'} has to be a mapping")
            return {}
        for key in value:
            if key not in keys:
                known = ", ".join(sorted(keys))
                self.mistake(_join(path, key), f"{key!r} is no key here; known are {known}")
        return {key: one for key, one in value.items() if key in keys}

    def word(self, data: Mapping[str, Any], key: str, path: str, *, needed: bool = True) -> str:
        """The text at a key, which must not be empty if it is needed."""
        value = data.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.mistake(_join(path, key), f"{key} is missing, or is no text")
            return ""
        return value.strip()

    def finish(self) -> None:
        """Raise BadFile if there were mistakes."""
        if self.mistakes:
            raise BadFile("\n".join(self.mistakes))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
