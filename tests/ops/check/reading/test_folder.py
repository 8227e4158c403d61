"""Folders: what is read in them, and what is passed over in silence."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from ops.check.reading import folder
from ops.check.reading.folder import files, read_paths
from ops.check.reading.found import Trouble


def test_files(tmp_path: Path) -> None:
    """Hidden folders, dependencies and a chart's templates are left out; the order is fixed."""
    for name in (
        "b.yaml",
        "a/Dockerfile",
        "a/notes.txt",
        ".git/x.yaml",
        "node_modules/p/x.yaml",
        "chart/Chart.yaml",
        "chart/templates/x.yaml",
        "templates/x.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [str(one.relative_to(tmp_path)) for one, _ in files(tmp_path)]
    assert found == ["b.yaml", "a/Dockerfile", "chart/Chart.yaml", "templates/x.yaml"]


def test_what_is_not_for_kubernetes(tmp_path: Path) -> None:
    """In a folder, it is passed over even if malformed; what was meant for Kubernetes is not."""
    (tmp_path / "tsconfig.json").write_text("{ // comment\n}")
    (tmp_path / "values.yaml").write_text("a: [")
    (tmp_path / "pod.yaml").write_text("apiVersion: v1\nkind: Pod\nspec: [\n")
    reading = read_paths([str(tmp_path)])
    assert [(one.file, one.line) for one in reading.troubles] == [(f"{tmp_path}/pod.yaml", 3)]


def test_a_named_file_without_anything(tmp_path: Path) -> None:
    """Whoever names a file wants to know that nothing in it was judged; once."""
    file = tmp_path / "values.yaml"
    file.write_text("a: 1")
    assert read_paths([str(file), str(file)]).troubles == [
        Trouble(
            str(file), 0, "it holds no Kubernetes object, Dockerfile or Pulumi state", broken=False
        )
    ]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read into memory."""
    monkeypatch.setattr(folder, "LARGEST", 1 << 20)
    file = tmp_path / "big.yaml"
    file.write_bytes(b"#" * ((1 << 20) + 1))
    assert read_paths([str(file)]).troubles == [Trouble(str(file), 0, "it is larger than 1 MiB")]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """One message; the rest of the folder is read."""
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "b.yaml").write_text("kind: A")
    reading = read_paths([str(tmp_path)])
    assert len(reading.found) == 1
    assert reading.troubles == [Trouble(f"{tmp_path}/a.yaml", 0, "no such file or directory")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads it, and it is called stdin."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"kind: A")))
    [(one, _)] = read_paths(["-"]).found
    assert one.file == "stdin"
