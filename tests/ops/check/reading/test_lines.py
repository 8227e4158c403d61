"""From paths to lines."""

import pytest

from ops.check.reading.chunks import Chunk
from ops.check.reading.lines import Lines
from ops.check.reading.nodes import compose

TEXT = """\
metadata:
  annotations:
    app: plain
    app.kubernetes.io/name: dotted
    app.kubernetes.io: shorter
spec:
  containers:
    - name: a
    -
      name: b
      ports: [{name: http, containerPort: 80}]
  empty: {}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", 1),
        ("spec", 6),
        ("spec.containers[0]", 8),
        ("spec.containers[1]", 10),
        ("spec.containers[1].name", 10),
        ("spec.containers[1].ports[0].containerPort", 11),
        ("spec.containers[1].resources.limits", 10),
        ("spec.containers[7].name", 7),
        ("spec.empty.more.and.more", 12),
        ("metadata.annotations.app.kubernetes.io/name", 4),
        ('metadata.annotations["app.kubernetes.io/name"]', 4),
        ("metadata.annotations[app.kubernetes.io/name]", 4),
        ("metadata.annotations.app.kubernetes.io", 5),
        ("metadata.annotations.app", 3),
        ("nothing", 1),
        ("..[", 1),
    ],
)
def test_line(path: str, line: int) -> None:
    """The key's line, or that of the nearest thing above that is there."""
    assert Lines(compose(Chunk(TEXT, 0))[0]).line(path) == line


def test_lines_before() -> None:
    """A document in the middle of a file counts from the file's first line."""
    assert Lines(compose(Chunk(TEXT, 0))[0], 100).line("spec") == 106
