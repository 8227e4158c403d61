"""Where patterns come from, and which one counts."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from diagnosis.matching import load_patterns
from diagnosis.matching.__main__ import main
from diagnosis.matching.load import BUILT_IN

from .files import WHOLE, changed, written


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder of patterns, with one below it."""
    folder = tmp_path / "patterns"
    (folder / "more").mkdir(parents=True)
    written(folder, WHOLE)
    written(folder / "more", changed(name="another"))
    (folder / "notes.md").write_text("no patterns")
    return folder


def test_all_that_comes_with_the_package_proves_itself() -> None:
    """No built-in pattern is refused, and none is hidden behind another one's name."""
    loaded = load_patterns()
    assert [str(one) for one in loaded.refused] == []
    written_names = sum(
        file.read_text().count("\n  - name: ") for file in sorted(BUILT_IN.glob("*.yaml"))
    )
    assert len(loaded.patterns) == written_names


def test_a_folder_is_read_with_those_below_it(project: Path) -> None:
    """Every YAML file in it, and nothing else."""
    loaded = load_patterns([project], builtin=False)
    assert [one.name for one in loaded.patterns] == ["another", "queue-full"]
    assert loaded.refused == ()


def test_the_later_one_counts_whole(project: Path, tmp_path: Path) -> None:
    """Nothing of the earlier is kept: not even what the later one leaves out."""
    other = written(tmp_path, changed(severity="low", cause=""))
    loaded = load_patterns([project, other], builtin=False)
    found = {one.name: (one.severity.value, one.file) for one in loaded.patterns}
    assert found == {
        "another": ("high", str(project / "more" / "patterns.yaml")),
        "queue-full": ("low", str(other)),
    }


def test_a_project_may_replace_a_built_in_pattern(tmp_path: Path) -> None:
    """By its name; a refused one replaces nothing."""
    name = next(iter(load_patterns().patterns)).name
    file = written(tmp_path, changed(name=name))
    replaced = {one.name: one.file for one in load_patterns([file]).patterns}
    assert replaced[name] == str(file)
    bad = written(tmp_path, changed(name=name, severity="urgent"))
    kept = {one.name: one.file for one in load_patterns([bad]).patterns}
    assert kept[name].startswith(str(BUILT_IN))


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    """The rest goes on."""
    loaded = load_patterns([tmp_path / "none.yaml"], builtin=False)
    (refused,) = loaded.refused
    assert str(refused) == f"{tmp_path}/none.yaml:1: cannot be read: No such file or directory"


def test_garbage_is_collected_as_before(tmp_path: Path) -> None:
    """Loading stops the collector for its own time only, and starts none that was stopped."""
    gc.enable()  # a command that another test ran in this process may have stopped it
    load_patterns([tmp_path], builtin=False)
    assert gc.isenabled()
    gc.disable()
    try:
        load_patterns([tmp_path], builtin=False)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_command_prints_what_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a refusal, as compilers write them; the exit code says whether there is any."""
    assert main([str(written(tmp_path, WHOLE))]) == 0
    assert capsys.readouterr() == ("", "1 patterns, 0 refused\n")
    file = written(tmp_path, changed(severity=""))
    assert main([str(file)]) == 1
    assert capsys.readouterr() == (
        f"{file}:3: queue-full: severity is missing\n",
        "0 patterns, 1 refused\n",
    )


def test_the_example_of_the_guide_is_taken(tmp_path: Path) -> None:
    """Whoever begins with it begins with something that works."""
    guide = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-pattern.md"
    file = tmp_path / "billing.yaml"
    file.write_text(guide.read_text().partition("```yaml\n")[2].partition("```")[0])
    assert main([str(file)]) == 0


def test_loading_imports_nothing_slow() -> None:
    """What takes long to import is for those who need it."""
    code = "import sys, diagnosis.matching; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    modules = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert {"pydantic", "rich", "click", "pulumi", "httpx", "asyncio"}.isdisjoint(modules)
