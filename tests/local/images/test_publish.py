"""Base images are made once, kept, and pushed wherever the registry lacks them."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local import images
from local.images import catalogue, publish
from local.images.catalogue import Layer
from local.paths import Paths
from local.progress import Report
from local.progress.plain import Plain
from tests.local.images.small_registry import Handler, small_registry


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """A platform whose layers hold one small file each, with a registry of its own."""
    pause = tmp_path / "bin/1-abc/pause"
    pause.parent.mkdir(parents=True)
    pause.write_bytes(b"pause")

    def lay_out(layer: Layer, root: Path, scratch: Path) -> None:
        root.mkdir()
        scratch.mkdir()
        (root / layer.name).touch()

    monkeypatch.setattr(publish, "lay_out", lay_out)
    monkeypatch.setattr("local.toolchain.ensure", lambda *_: {"pause": pause})
    with small_registry() as url:
        monkeypatch.setattr("local.registry.URL", url)
        yield Paths(cache=tmp_path / "c", state=tmp_path / "s", run=tmp_path / "r")


def run(
    paths: Paths, ensure: Callable[[Paths, Report], dict[str, str]] = images.ensure
) -> tuple[dict[str, str], list[str]]:
    """Ensure the images; what they are called and which steps it took."""
    with Report(Plain(io.StringIO())) as report:
        return ensure(paths, report), [step.name for step in report.steps]


ALL = [
    "make layer debian-runtime",
    "make layer node",
    "push base image runtime",
    "make layer debian-build",
    "make layer npm",
    "push base image build",
]


def test_made_once(paths: Paths) -> None:
    """The second run asks the registry and does nothing else."""
    made, steps = run(paths)
    assert steps == ALL
    assert {name: ref.partition("@")[0] for name, ref in made.items()} == {
        "build": "localhost:5001/shipshape/build",
        "runtime": "localhost:5001/shipshape/runtime",
        "pause": "localhost:5001/shipshape/pause",
    }
    assert "/v2/shipshape/pause/manifests/3" in Handler.stored
    Handler.asked = []
    assert run(paths) == (made, [])
    assert {asked.split()[0] for asked in Handler.asked} == {"HEAD"}
    assert images.recorded(paths) == made


def test_a_registry_that_lost_its_data(paths: Paths) -> None:
    """Filled again from the kept layers, with the same digests."""
    made, _ = run(paths)
    Handler.stored.clear()
    again = run(paths)
    assert again == (made, ["push base image runtime", "push base image build"])


def test_another_recipe(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed user list makes the Debian layers anew and keeps the others."""
    made, _ = run(paths)
    monkeypatch.setattr(catalogue, "_FILES", {"etc/passwd": "root:x:0:0::/root:/bin/sh\n"})
    _, steps = run(paths)
    assert steps == [step for step in ALL if step not in ("make layer node", "make layer npm")]
    assert set(images.recorded(paths)) == set(made)


def test_a_damaged_record(paths: Paths) -> None:
    """What can't be read is made again."""
    made, _ = run(paths)
    (paths.state / "images.json").write_text('{"images": ')
    assert images.recorded(paths) == {}
    assert run(paths)[0] == made
