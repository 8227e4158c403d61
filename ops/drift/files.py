"""Both sides from files: YAML or JSON, one or many objects, rendered lists, states."""

from collections.abc import Sequence
from typing import Any

from ops.check.reading.folder import read_paths
from policies.rules.subjects import Object


def read_objects(paths: Sequence[str]) -> tuple[list[tuple[dict[str, Any], str]], list[str]]:
    """The objects, each with its `file:line`, and a sentence for what can't be read."""
    reading = read_paths(paths)
    objects = [
        (dict(subject.data), f"{subject.file}:{subject.line}")
        for subject, _ in reading.found
        if isinstance(subject, Object) and subject.data.get("kind")
    ]
    return objects, [str(trouble) for trouble in reading.troubles]
