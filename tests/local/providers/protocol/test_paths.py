"""Property paths."""

import pytest

from local.providers.protocol import paths


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("spec.replicas", ("spec", "replicas")),
        ("spec.containers[0].image", ("spec", "containers", 0, "image")),
        (
            'metadata.annotations["pulumi.com/skipAwait"]',
            ("metadata", "annotations", "pulumi.com/skipAwait"),
        ),
        ('data["say \\"hi\\""]', ("data", 'say "hi"')),
    ],
)
def test_paths_are_written_and_read(text: str, path: paths.Path) -> None:
    """Both ways give the same."""
    assert paths.written(path) == text
    assert paths.read(text) == path


def test_a_path_covers_what_lies_below_it() -> None:
    """With stars for any step."""
    assert paths.covers(("spec",), ("spec", "a", 0))
    assert paths.covers(paths.read("spec.containers[*].image"), ("spec", "containers", 2, "image"))
    assert not paths.covers(("spec", "a"), ("spec",))
    assert not paths.covers(("spec", "a"), ("spec", "b"))
