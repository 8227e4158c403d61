"""Reading a Dockerfile without a daemon: instructions, their flags, and whether they are exec form.

Why not a library: the one with BuildKit's own parser has no wheel for macOS and would need a Go
toolchain there, the pure one takes the lines of a here-document for instructions. A test compares
this reader with BuildKit's parser where that is installed.
"""

import json
import re
from dataclasses import dataclass

_DIRECTIVE = re.compile(r"#\s*(?P<name>[A-Za-z]+)\s*=\s*(?P<value>.+?)\s*")
_HEREDOC = re.compile(r"<<(?P<strip>-?)(?P<quote>[\"']?)(?P<word>[A-Za-z_][A-Za-z0-9_]*)(?P=quote)")
_FLAG = re.compile(r"(--[a-z-]+(?:=\S*)?)(?:\s+|$)")
_TAKES_HEREDOC = {"RUN", "COPY", "ADD"}


@dataclass(frozen=True)
class Instruction:
    """One instruction: `FROM`, its flags, the text after them, and its first line (from 1)."""

    name: str
    flags: tuple[str, ...]
    text: str
    line: int

    @property
    def words(self) -> tuple[str, ...]:
        """The arguments: the JSON array's items in exec form, else the words."""
        array = exec_form(self.text)
        return array if array is not None else tuple(self.text.split())


@dataclass(frozen=True)
class Stage:
    """One build stage: its base as written, its name (or its number as text), its instructions."""

    base: str
    name: str
    line: int
    instructions: tuple[Instruction, ...]


def exec_form(text: str) -> tuple[str, ...] | None:
    """The words of a JSON array of strings, None when the text is shell form."""
    try:
        array = json.loads(text)
    except ValueError:
        return None
    if isinstance(array, list) and all(isinstance(word, str) for word in array):
        return tuple(array)
    return None


def instructions(content: str) -> list[Instruction]:
    """The instructions of a Dockerfile, comments and here-document bodies left out."""
    lines = content.splitlines()
    escape = _escape_character(lines)
    found: list[Instruction] = []
    position = 0
    while position < len(lines):
        start = position
        logical, position = _logical_line(lines, position, escape)
        if not logical:
            continue
        instruction = _instruction(logical, start + 1)
        found.append(instruction)
        if instruction.name in _TAKES_HEREDOC:
            position = _after_heredocs(lines, position, logical)
    return found


def global_arguments(content: str) -> dict[str, str | None]:
    """The `ARG`s before the first `FROM`, with their defaults."""
    arguments: dict[str, str | None] = {}
    for instruction in instructions(content):
        if instruction.name == "FROM":
            break
        if instruction.name == "ARG":
            name, separator, default = instruction.text.partition("=")
            arguments[name] = default.strip("\"'") if separator else None
    return arguments


def stages(content: str) -> list[Stage]:
    """The build stages in order."""
    found: list[Stage] = []
    for instruction in instructions(content):
        if instruction.name == "FROM":
            found.append(_new_stage(instruction, len(found)))
        elif found:
            last = found[-1]
            grown = (*last.instructions, instruction)
            found[-1] = Stage(last.base, last.name, last.line, grown)
    return found


def ancestry(all_stages: list[Stage], target: str) -> list[Stage]:
    """The stage named `target` after those it is built FROM, root first; empty when unknown."""
    by_name = {stage.name.lower(): stage for stage in all_stages}
    chain: list[Stage] = []
    name = target.lower()
    while name in by_name and by_name[name] not in chain:
        chain.append(by_name[name])
        name = by_name[name].base.lower()
    return list(reversed(chain))


def _new_stage(instruction: Instruction, number: int) -> Stage:
    match instruction.text.split():
        case [base, word, name] if word.upper() == "AS":
            return Stage(base, name, instruction.line, ())
        case words:
            return Stage(" ".join(words[:1]), str(number), instruction.line, ())


def _escape_character(lines: list[str]) -> str:
    for line in lines:
        directive = _DIRECTIVE.fullmatch(line.strip())
        if directive is None:
            return "\\"
        if directive["name"].lower() == "escape":
            return directive["value"]
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
        text = line.rstrip()
        if not text.endswith(escape):
            parts.append(text)
            break
        parts.append(text[: -len(escape)])
    return "".join(parts).strip(), position


def _instruction(logical: str, line: int) -> Instruction:
    name, _, rest = logical.partition(" ")
    flags: list[str] = []
    rest = rest.strip()
    while match := _FLAG.match(rest):
        flags.append(match.group(1))
        rest = rest[match.end() :]
    return Instruction(name.upper(), tuple(flags), rest.strip(), line)


def _after_heredocs(lines: list[str], position: int, logical: str) -> int:
    for match in _HEREDOC.finditer(logical):
        while position < len(lines):
            line = lines[position]
            position += 1
            if (line.lstrip("\t") if match["strip"] else line) == match["word"]:
                break
    return position
