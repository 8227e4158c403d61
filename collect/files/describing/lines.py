"""The lines of a description: keys with values, and what stands below them.

Groups are told by the keys that are known, not by indentation alone: a paste often loses the
indentation, of its first line or of all.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_KEY = re.compile(r"(?P<key>[A-Za-z_][\w ./()-]{0,80}?):(?:\s+(?P<value>.*))?")
_NOTHING = ("<none>", "<unset>", "<nil>", "<unknown>")

RULE_OF_DATA = "===="
"""What kubectl writes below `Data` of a Secret or a ConfigMap."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how far in it stands, its text, and the key and value if it has them."""

    indent: int
    text: str
    key: str = ""
    value: str = ""


@dataclass(slots=True)
class Group:
    """A key with its value, and the lines below it."""

    key: str
    value: str = ""
    body: list[Line] = field(default_factory=list)

    def values(self) -> list[str]:
        """The value and the lines below, as texts: labels stand one on a line."""
        return [one for one in (self.value, *(line.text for line in self.body)) if one]

    def text(self) -> str:
        """The value with the lines below it: a message may have several."""
        return "\n".join(self.values())


def lines(raw: Sequence[str]) -> list[Line]:
    """The lines that hold something, moved to the left as far as they go.

    The first line doesn't count for how far: a paste that starts in the middle loses its indent.
    """
    told = [_line(one.expandtabs(8)) for one in raw if one.strip()]
    left = min((one.indent for one in told[1:]), default=0)
    told = [Line(max(0, one.indent - left), one.text, one.key, one.value) for one in told]
    return [_keyed(one, after) for one, after in pairwise((*told, Line(0, "")))]


def groups(told: Sequence[Line], starts: Callable[[Line, str], bool]) -> list[Group]:
    """Lines under the keys that start a group; `starts` is asked with the key of the group so far.

    Lines before the first of them come under an empty key.
    """
    found = [Group("")]
    for line in told:
        if line.key and starts(line, found[-1].key):
            found.append(Group(line.key, line.value))
        else:
            found[-1].body.append(line)
    return found


def by_key(found: Sequence[Group]) -> dict[str, Group]:
    """Groups by their keys, the first of each."""
    return {one.key: one for one in reversed(found) if one.key}


def value(found: dict[str, Group], *keys: str) -> str:
    """The value of the first of these keys that has one."""
    return next((found[key].value for key in keys if key in found and found[key].value), "")


def pairs(group: Group | None) -> dict[str, str]:
    """`app=web`, on lines or with commas -> a mapping; what has no equals sign is left out."""
    told = ",".join(group.values()) if group else ""
    said = [one.partition("=") for one in told.split(",")]
    return {key.strip(): text.strip() for key, equals, text in said if equals}


def _keyed(line: Line, after: Line) -> Line:
    """`Data` over a rule is a key without its colon."""
    is_data = line.text in ("Data", "BinaryData") and after.text == RULE_OF_DATA
    return Line(line.indent, line.text, line.text) if is_data else line


def _line(raw: str) -> Line:
    text = raw.strip()
    found = _KEY.fullmatch(text)
    said = (found["value"] or "").strip() if found else ""
    return Line(
        len(raw) - len(raw.lstrip()),
        text,
        found["key"] if found else "",
        "" if said in _NOTHING else said,
    )
