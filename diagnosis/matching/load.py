"""Reads pattern files: the built-in ones, then a project's, then those that are named."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from diagnosis.matching import schema
from diagnosis.matching.fields import RefusedError
from diagnosis.matching.matcher import Matcher
from diagnosis.matching.nodes import MalformedError, Node, compose
from diagnosis.matching.prove import proven
from diagnosis.matching.scan import PatternSet

BUILT_IN = Path(__file__).resolve().parents[1] / "patterns"
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pattern, or a whole file (its name is empty), that was not taken, and why."""

    name: str
    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        """`file:line: name: sentence`, as compilers write it."""
        return f"{self.file}:{self.line}: " + ": ".join(filter(None, (self.name, self.sentence)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The patterns that proved themselves, and what was refused."""

    patterns: PatternSet
    refused: tuple[Refusal, ...] = ()


def load_patterns(paths: Sequence[Path] = (), *, builtin: bool = True) -> Loaded:
    """Load the built-in patterns and those of `paths`, files or folders, and run their tests.

    Of two patterns with one name the later one counts, whole: no part of the earlier is kept. A
    refused pattern replaces nothing. Never raises for what a file holds or for a missing one.
    """
    found: dict[str, Matcher] = {}
    refused: list[Refusal] = []
    with _no_collection():
        for path in [*([BUILT_IN] if builtin else []), *paths]:
            for file in _files(path):
                found |= _read(file, refused)
    return Loaded(PatternSet(tuple(found.values())), tuple(refused))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Much is made here and nearly all stays: collecting would take an eighth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.suffix in _SUFFIXES and one.is_file())


def _read(file: Path, refused: list[Refusal]) -> dict[str, Matcher]:
    try:
        text = file.read_bytes().decode()
        listed = schema.entries(compose(text))
    except OSError as error:
        refused.append(Refusal("", str(file), 1, f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        refused.append(Refusal("", str(file), line, "is no UTF-8"))
    except (MalformedError, RefusedError) as error:
        refused.append(Refusal("", str(file), error.line, error.sentence))
    else:
        return dict(_proven(listed, str(file), refused))
    return {}


def _proven(listed: list[Node], file: str, refused: list[Refusal]) -> Iterator[tuple[str, Matcher]]:
    lines: dict[str, int] = {}
    for entry in listed:
        name = schema.name_of(entry)
        if name in lines:
            sentence = f"line {lines[name]} has this name already"
            refused.append(Refusal(name, file, entry.line, sentence))
            continue
        try:
            yield name, proven(schema.pattern(entry, file), entry)
        except RefusedError as error:
            refused.append(Refusal(name, file, error.line, error.sentence))
        if name:
            lines[name] = entry.line
