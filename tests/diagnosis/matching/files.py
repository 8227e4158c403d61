"""Pattern files for tests: one whole pattern, and what a test changes of it."""

from pathlib import Path
from textwrap import indent

from diagnosis.matching import Loaded, LogPattern, load_patterns

WHOLE = """\
name: queue-full
title: The queue is full
severity: high
regex: 'queue (?P<queue>\\S+) is full'
suggestion: Make {queue} larger.
tests:
  match: [queue jobs is full]
  no_match: [queue jobs is half full]
"""


def written(folder: Path, *entries: str) -> Path:
    """A file that holds these patterns."""
    file = folder / "patterns.yaml"
    listed = "".join("  - " + indent(entry, "    ").lstrip() for entry in entries)
    file.write_text("version: 1\npatterns:\n" + listed)
    return file


def loaded(folder: Path, *entries: str) -> Loaded:
    """What becomes of these patterns."""
    return load_patterns([written(folder, *entries)], builtin=False)


def said(folder: Path, *entries: str) -> list[str]:
    """The refusals as they are printed, without the folder."""
    return [str(one).removeprefix(f"{folder}/") for one in loaded(folder, *entries).refused]


def taken(folder: Path, entry: str) -> LogPattern:
    """The one pattern, which must be taken."""
    whole = loaded(folder, entry)
    assert whole.refused == ()
    (pattern,) = whole.patterns
    return pattern


def changed(**values: str) -> str:
    """The whole pattern with other values, each written as YAML; an empty one is left out."""
    lines, skipping = [], False
    for line in WHOLE.splitlines():
        if not line.startswith(" "):
            skipping = line.partition(":")[0] in values
        if not skipping:
            lines.append(line)
    lines += [f"{key}: {value}" for key, value in values.items() if value]
    return "\n".join(lines) + "\n"
