"""The page of all patterns: `python -m diagnosis.matching.reference > docs/reference/patterns.md`.

The regexes are not on it: they stand in the files, beside their tests. What a reader looks for is
the line in hand, the id, and what to do.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from diagnosis.matching.load import BUILT_IN, load_patterns
from diagnosis.matching.pattern import LogPattern, Scope

_HEAD = """# Log patterns

Generated from `diagnosis/patterns/` by `python -m diagnosis.matching.reference`; edit the patterns
there. How to write your own: [write a pattern](../how-to/write-a-pattern.md).

A pattern finds a line; the id is what the diagnosis then calls it, and several patterns may yield
one id. Each is shown with a line that it matches. Words in braces are filled in from that line.
"""


def reference(patterns: Iterable[LogPattern]) -> str:
    """The page as Markdown: a section a file, in it the ids, with their patterns in order."""
    listed = sorted(patterns, key=lambda one: (Path(one.file).stem, one.id))
    families = groupby(listed, key=lambda one: one.file)
    sections = [_family(Path(file), list(members)) for file, members in families]
    return "".join([_HEAD, f"\n{len(listed)} patterns.\n", *sections])


def _family(file: Path, patterns: list[LogPattern]) -> str:
    ids = groupby(patterns, key=lambda one: one.id)
    entries = "".join(_entry(name, list(members)) for name, members in ids)
    return f"\n## {file.stem}\n{_about(file)}{entries}"


def _about(file: Path) -> str:
    """The comment at the head of the file, which says what the family is about."""
    lines = file.read_text().splitlines()
    end = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    return "".join(f"{line.removeprefix('#').strip()}\n" for line in lines[:end])


def _entry(name: str, patterns: list[LogPattern]) -> str:
    return f"\n### {name}\n" + "".join(map(_pattern, patterns))


def _pattern(pattern: LogPattern) -> str:
    facts = "".join(f"  - {fact}\n" for fact in _facts(pattern))
    kind = f"{pattern.severity}, {pattern.kind}"
    return f"- **{pattern.title}** (`{pattern.name}`, {kind})\n{facts}"


def _facts(pattern: LogPattern) -> Iterator[str]:
    yield f"Line: {_code(pattern.tests.match[0])}"
    if where := ", ".join(_where(pattern)):
        yield f"Where: {where}"
    if pattern.cause:
        yield f"Cause: {_prose(pattern.cause)}"
    yield f"Do: {_prose(pattern.suggestion)}"
    if pattern.explains:
        yield f"Explains: {', '.join(pattern.explains)}"
    if pattern.yields_to:
        yield f"Yields to: {', '.join(pattern.yields_to)}"
    if pattern.documentation:
        yield f"More: <{pattern.documentation}>"


def _where(pattern: LogPattern) -> Iterator[str]:
    scope, requires = pattern.scope, pattern.requires
    if scope.source != Scope().source:
        yield _one_of("source", scope.source)
    for name, values in (
        ("platform", scope.platform),
        ("container", scope.role),
        ("technology", scope.technology),
        ("exit code", requires.exit_code),
        ("reason", requires.reason),
    ):
        if values:
            yield _one_of(name, values)
    if scope.previous is not None:
        yield "the previous instance" if scope.previous else "the running instance"
    if requires.restarts:
        yield f"{requires.restarts} restarts or more"


def _one_of(name: str, values: Iterable[object]) -> str:
    return f"{name} {' or '.join(map(str, values))}"


def _prose(text: str) -> str:
    """The text with angle brackets as such, where they are not in code."""
    parts = text.split("`")
    parts[::2] = [part.replace("<", "\\<") for part in parts[::2]]
    return "`".join(parts)


def _code(text: str) -> str:
    """A line as code, whatever backticks it holds."""
    line = text.strip().splitlines()[0]
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def main() -> None:
    """Print the page of the built-in patterns."""
    print(reference(load_patterns([BUILT_IN], builtin=False).patterns), end="")


if __name__ == "__main__":
    main()
