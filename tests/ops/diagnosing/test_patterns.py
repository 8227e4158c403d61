"""Which patterns count."""

from pathlib import Path

import pytest

from ops.diagnosing.patterns import load, project_folder, prove
from ops.exits import Stopped

OWN = """
version: 1
patterns:
  - name: shop-out-of-stock
    title: Nothing is left to sell
    severity: high
    keywords: [out of stock]
    suggestion: Order some.
    tests:
      match: ["ERROR out of stock: tea"]
      no_match: ["in stock: tea"]
"""
BAD = OWN.replace("in stock: tea", "still out of stock")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one pattern of its own, and a folder within."""
    (tmp_path / "Pulumi.yaml").touch()
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "shop.yaml").write_text(OWN)
    (tmp_path / "within").mkdir()
    return tmp_path


def test_the_projects_own_from_anywhere_within(project: Path) -> None:
    """As the engine finds a project: upwards."""
    names = {one.name for one in load((), project / "within")}
    assert "shop-out-of-stock" in names
    assert len(names) > 100
    assert project_folder(project / "within") == project / "patterns"


def test_a_folder_without_a_project(tmp_path: Path) -> None:
    """What lies beside counts, what lies above does not."""
    assert project_folder(tmp_path) is None
    (tmp_path / "patterns").mkdir()
    (tmp_path / "within").mkdir()
    assert project_folder(tmp_path) == tmp_path / "patterns"
    assert project_folder(tmp_path / "within") is None


def test_a_bad_one_is_told_and_the_others_go_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By file and line, on stderr: what was asked for is on stdout."""
    bad = project / "bad.yaml"
    bad.write_text(BAD.replace("shop-out", "shop-still-out"))
    names = {one.name for one in load([str(bad)], project)}
    assert "shop-out-of-stock" in names
    assert "shop-still-out-of-stock" not in names
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{bad}:")
    assert "shop-still-out-of-stock" in said.err


def test_proving_leaves_the_built_in_ones_out(project: Path, tmp_path: Path) -> None:
    """The project's own without a name, else those that are named."""
    assert [one.name for one in prove((), project).patterns] == ["shop-out-of-stock"]
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD)
    loaded = prove([str(bad)], project)
    assert (len(loaded.patterns), [one.name for one in loaded.refused]) == (
        0,
        ["shop-out-of-stock"],
    )


def test_what_is_not_there(tmp_path: Path) -> None:
    """A path, or any pattern at all."""
    with pytest.raises(Stopped, match=r"none\.yaml does not exist"):
        load([str(tmp_path / "none.yaml")], tmp_path)
    with pytest.raises(Stopped, match="there is no folder patterns here"):
        prove((), tmp_path)
