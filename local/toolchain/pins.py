"""What a go.mod says, as far as we need it. Pure."""

import re

Version = tuple[int, ...]

_GO = re.compile(r"^go (\d+(?:\.\d+)*)$", re.MULTILINE)
_GO_NAME = re.compile(r"^go(\d+(?:\.\d+)*)")


def required(text: str, module: str) -> str:
    """The version that `text` (a go.mod) requires of `module`, without the v.

    Raises ValueError if it doesn't.
    """
    found = re.search(rf"^(?:require)?\s*{re.escape(module)} v(\S+)", text, re.MULTILINE)
    if found is None:
        raise ValueError(f"go.mod requires no {module}")
    return found.group(1)


def minimum_go(text: str) -> Version:
    """The oldest Go that a go.mod allows; raises ValueError if it names none."""
    found = _GO.search(text)
    if found is None:
        raise ValueError("go.mod has no go line")
    return _numbers(found.group(1))


def go_numbers(name: str) -> Version:
    """`go1.26.8` as numbers; raises ValueError for a development build's name."""
    found = _GO_NAME.match(name)
    if found is None:
        raise ValueError(f'"{name}" is no Go version')
    return _numbers(found.group(1))


def _numbers(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))
