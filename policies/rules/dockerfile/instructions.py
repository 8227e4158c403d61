"""Reading a Dockerfile without a daemon: logical lines, here-documents, the escape directive.

Any text gives instructions: what is malformed becomes an instruction with an odd name, and
no rule says anything about it. That the builder refuses it is the builder's to say.
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace

_DIRECTIVE = re.compile(r"#\s*([A-Za-z]+)\s*=\s*(.+?)\s*")
_HEREDOC = re.compile(r"<<(-?)([\"']?)([A-Za-z_][\w.]*)\2(?![\w<])")
_FLAG = re.compile(r"(--[A-Za-z][\w-]*(?:=(?:\"[^\"]*\"|'[^']*'|\S)*)?)(?:\s+|$)")
_NAME = re.compile(r"\s*(\S+)\s*(.*)", re.DOTALL)
_SHELL = re.compile(r"(?:\S*/)?(?:ba|da|a|z|k)?sh(?:\s+-\S*)*$")
_INSTRUCTIONS_WITH_BODIES = frozenset({"RUN", "COPY", "ADD"})


@dataclass(frozen=True)
class Instruction:
    """One instruction. `line` counts from 1; `bodies` are its here-documents.

    `flags` are those before the arguments, as written; `trigger` says that it
    stood behind ONBUILD.
    """

    name: str
    flags: tuple[str, ...]
    text: str
    line: int
    bodies: tuple[str, ...] = ()
    trigger: bool = False

    @property
    def array(self) -> tuple[str, ...] | None:
        """The words of the exec form, None for the shell form."""
        try:
            array = json.loads(self.text)
        except (ValueError, RecursionError):
            return None
        if isinstance(array, list) and all(isinstance(word, str) for word in array):
            return tuple(array)
        return None

    @property
    def words(self) -> tuple[str, ...]:
        """The arguments: the array's items in exec form, else the words."""
        array = self.array
        return tuple(self.text.split()) if array is None else array

    @property
    def shell(self) -> str:
        """What a RUN executes, with the here-documents that a shell reads."""
        array = self.array
        text = self.text if array is None else shlex.join(array)
        if not self.bodies:
            return text
        reader = _HEREDOC.sub("", text).strip()
        read = not reader or _SHELL.match(reader)
        return "\n".join((reader, *self.bodies)) if read else reader

    def flag(self, name: str) -> str | None:
        """The value of `--name=value`, "" for a bare `--name`, None without it."""
        for one in self.flags:
            key, _, value = one[2:].partition("=")
            if key == name:
                return value
        return None


def instructions(content: str) -> Iterator[Instruction]:
    """The instructions in order, comments left out."""
    lines = content.lstrip("\ufeff").splitlines()
    escape = _escape(lines)
    position = 0
    while position < len(lines):
        start = position
        logical, position = _logical_line(lines, position, escape)
        if not logical:
            continue
        one = _instruction(logical, start + 1)
        if one.name in _INSTRUCTIONS_WITH_BODIES:
            bodies, position = _bodies(lines, position, one.text)
            one = replace(one, bodies=bodies) if bodies else one
        yield one


def _escape(lines: list[str]) -> str:
    """The escape character that the directives at the top choose."""
    for line in lines:
        directive = _DIRECTIVE.fullmatch(line.strip())
        if directive is None:
            break
        if directive[1].lower() == "escape" and directive[2] in ("`", "\\"):
            return directive[2]
    return "\\"


def _logical_line(lines: list[str], position: int, escape: str) -> tuple[str, int]:
    """The text up to the first line that does not end in the escape character, and what follows."""
    parts: list[str] = []
    while position < len(lines):
        line = lines[position]
        position += 1
        if line.lstrip().startswith("#") or (parts and not line.strip()):
            if not parts:
                break
            continue
        stripped = line.rstrip()
        if not stripped.endswith(escape):
            parts.append(stripped)
            break
        parts.append(stripped[: -len(escape)])
    return "".join(parts).strip(), position


def _instruction(logical: str, line: int) -> Instruction:
    match = _NAME.match(logical)
    name, rest = (match[1].upper(), match[2]) if match else ("", "")
    if name == "ONBUILD" and rest.strip():
        return replace(_instruction(rest, line), trigger=True)
    flags: list[str] = []
    while flag := _FLAG.match(rest):
        flags.append(flag[1])
        rest = rest[flag.end() :]
    return Instruction(name, tuple(flags), rest.strip(), line)


def _bodies(lines: list[str], position: int, text: str) -> tuple[tuple[str, ...], int]:
    """The here-documents that the text opens, and the line after them."""
    found: list[str] = []
    for strip, _, word in _HEREDOC.findall(text):
        body: list[str] = []
        while position < len(lines):
            line = lines[position].lstrip("\t") if strip else lines[position]
            position += 1
            if line == word:
                break
            body.append(line)
        found.append("\n".join(body))
    return tuple(found), position
