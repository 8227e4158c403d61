"""Base images are made once, kept, and pushed wherever the registry lacks them."""

import io
import json
import tarfile
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
    adapter = tmp_path / "bin/1-def/lambda-adapter"
    adapter.parent.mkdir(parents=True)
    adapter.write_bytes(b"adapter")

    def lay_out(layer: Layer, root: Path, scratch: Path) -> None:
        root.mkdir()
        scratch.mkdir()
        (root / layer.name).touch()

    monkeypatch.setattr(publish, "lay_out", lay_out)
    monkeypatch.setattr("local.toolchain.ensure", lambda *_: {"pause": pause})
    monkeypatch.setattr("local.toolchain.ensure_adapter", lambda *_: adapter)
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
        "adapter": "localhost:5001/shipshape/adapter",
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


def test_a_machine_without_the_adapter(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its image is there all the same, with nothing in it; once it can be had it is made anew."""
    full, _ = run(paths)
    monkeypatch.setattr("local.toolchain.ensure_adapter", lambda *_: None)
    bare, _ = run(paths)
    assert {name for name in full if full[name] != bare[name]} == {"adapter"}
    assert _files(full["adapter"]) == [("lambda-adapter", 0o755, 0)]
    assert _files(bare["adapter"]) == []


def _files(reference: str) -> list[tuple[str, int, int]]:
    """Name, mode and owner of what the last layer of a pushed image holds."""
    digest = reference.partition("@")[2]
    document = json.loads(Handler.stored[f"/v2/shipshape/adapter/manifests/{digest}"])
    layer = Handler.stored[f"/v2/shipshape/adapter/blobs/{document['layers'][-1]['digest']}"]
    with tarfile.open(fileobj=io.BytesIO(layer)) as tar:
        return [(one.name, one.mode, one.uid) for one in tar]


def test_a_damaged_record(paths: Paths) -> None:
    """What can't be read is made again."""
    made, _ = run(paths)
    (paths.state / "images.json").write_text('{"images": ')
    assert images.recorded(paths) == {}
    assert run(paths)[0] == made
