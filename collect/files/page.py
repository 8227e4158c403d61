"""A text under the reader's eyes, and what is known of where it comes from."""

from dataclasses import dataclass, field

from .found import Found

PATIENCE = 50_000
"""Lines that may be looked at in vain in any text, and half as many as a large one has besides."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a file's name, or the command before an output, says of what follows.

    `expects` is a word such as events or logs; `stem` is a file's name, that may name a pod or a
    container.
    """

    origin: str
    namespace: str = ""
    pod: str = ""
    container: str = ""
    previous: bool = False
    init: bool = False
    expects: str = ""
    stem: str = ""
    truncated: bool = False


@dataclass(slots=True)
class Page:
    """The lines of one text; the context changes as prompts and headings go by."""

    lines: list[str]
    context: Context
    wasted: int = field(default=0)
    """Lines that were looked at in vain: bounded, for damage must not cost time."""
    filled: int = field(default=-1)
    """How many lines hold something; counted when it is first asked for."""

    def may_try(self) -> bool:
        """Whether not too much was looked at in vain yet."""
        return self.wasted < PATIENCE + len(self.lines) // 2

    def line(self, at: int) -> str:
        """A line, empty behind the last."""
        return self.lines[at] if at < len(self.lines) else ""

    def is_alone(self, at: int, end: int) -> bool:
        """Whether nothing but blank lines stands around these."""
        if self.filled < 0:
            self.filled = sum(1 for line in self.lines if line.strip())
        return self.filled == sum(1 for line in self.lines[at:end] if line.strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that was recognised; `end` is the first line behind it."""

    end: int
    found: Found
