"""A Dockerfile as its stages: what each is built from, and what ships."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .instructions import Instruction, instructions

_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^}]*))?\})")


@dataclass(frozen=True)
class Stage:
    """One build stage. `base` is the image as written, `name` its alias, "" without one."""

    base: str
    name: str
    index: int
    source: Instruction | None
    instructions: tuple[Instruction, ...] = ()

    def named(self, *names: str) -> list[Instruction]:
        """The instructions of these names, those behind ONBUILD left out."""
        return [one for one in self.instructions if one.name in names and not one.trigger]


@dataclass(frozen=True, eq=False)
class Dockerfile:
    """A Dockerfile as rules see it. `file` is where it was read."""

    content: str
    file: str = ""

    @property
    def type(self) -> str:
        """What it is, as a resource has a type."""
        return "Dockerfile"

    @property
    def key(self) -> str:
        """`Dockerfile//file`, the name that reports use."""
        return f"Dockerfile//{self.file}"

    @cached_property
    def instructions(self) -> tuple[Instruction, ...]:
        """All instructions, in order."""
        return tuple(instructions(self.content))

    @cached_property
    def arguments(self) -> dict[str, str]:
        """The ARGs before the first FROM that have a value."""
        found: dict[str, str] = {}
        for one in self.instructions:
            if one.name == "FROM":
                break
            if one.name == "ARG":
                found.update({key: value for key, value in pairs(one) if value is not None})
        return found

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages, in order. A fragment without any FROM is one stage of no image."""
        parts: list[list[Instruction]] = []
        for one in self.instructions:
            if one.name == "FROM" and not one.trigger:
                parts.append([one])
            elif parts:
                parts[-1].append(one)
        if not parts:
            return (Stage("", "", 0, None, self.instructions),) if self.instructions else ()
        return tuple(_stage(first, rest, at) for at, (first, *rest) in enumerate(parts))

    @property
    def last(self) -> Stage | None:
        """The stage that ships, None in a file without any."""
        return self.stages[-1] if self.stages else None

    def parent(self, stage: Stage) -> Stage | None:
        """The earlier stage that this one is built from, None for an image."""
        base = self.base_image(stage).lower()
        earlier = [one for one in self.stages[: stage.index] if one.name.lower() == base]
        return earlier[-1] if base and earlier else None

    def lineage(self, stage: Stage) -> Iterator[Stage]:
        """The stage, and those it is built from, itself first."""
        current: Stage | None = stage
        while current is not None:
            yield current
            current = self.parent(current)

    def shipped(self, *names: str) -> list[Instruction]:
        """The instructions of these names in the stage that ships and its ancestors, in order."""
        if self.last is None:
            return []
        stages = reversed(list(self.lineage(self.last)))
        return [one for stage in stages for one in stage.named(*names)]

    def base_image(self, stage: Stage) -> str:
        """The image a stage is built from, with its ARGs filled in where they have a default."""
        return substitute(stage.base, self.arguments)


def substitute(text: str, values: dict[str, str]) -> str:
    """The text with `$NAME`, `${NAME}` and `${NAME:-default}` filled in; others stay as written."""

    def one(match: re.Match[str]) -> str:
        name, operator, word = match[1] or match[2], match[3] or "", match[4] or ""
        value = values.get(name)
        if operator.endswith("+"):
            return word if value else ""
        if operator.endswith("-"):
            return value or word
        return match[0] if value is None else value

    for _ in range(4):  # a default may name another ARG
        filled = _VARIABLE.sub(one, text)
        if filled == text:
            break
        text = filled
    return text


def pairs(one: Instruction) -> list[tuple[str, str | None]]:
    """The names and values of an ARG, ENV or LABEL; None for a name without a value."""
    words = _split(one.text)
    if one.name in ("ENV", "LABEL") and words and "=" not in words[0]:
        name, _, value = one.text.partition(" ")
        return [(name, value.strip() or None)]
    found: list[tuple[str, str | None]] = []
    for word in words:
        name, separator, value = word.partition("=")
        found.append((name, unquoted(value) if separator else None))
    return found


def unquoted(text: str) -> str:
    """The text without the quotes around it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


_WORD = re.compile(r"(?:\"(?:\\.|[^\"\\])*\"|'[^']*'|\\.|[^\s\"'\\]|[\"'\\])+")


def _split(text: str) -> list[str]:
    return _WORD.findall(text)


def _stage(one: Instruction, body: list[Instruction], index: int) -> Stage:
    base, word, name = (*one.text.split(), "", "", "")[:3]
    return Stage(unquoted(base), name if word.upper() == "AS" else "", index, one, tuple(body))
