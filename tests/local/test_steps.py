"""Other people's commands, each run once."""

import io
from pathlib import Path

import pytest

from local import steps
from local.errors import CannotDo
from local.kind import Step
from local.progress import Report
from local.progress.plain import Plain


@pytest.fixture
def said() -> io.StringIO:
    """What the report prints."""
    return io.StringIO()


@pytest.fixture
def report(said: io.StringIO) -> Report:
    """A report into `said`."""
    return Report(Plain(said))


def test_a_step_is_done_once(tmp_path: Path, report: Report) -> None:
    """The second run sees that it is done; what stands in `stdin` reaches the command."""
    file = tmp_path / "file"
    append = Step("append", ("sh", "-c", f"cat >> {file}"), ("test", "-s", str(file)), "once\n")
    steps.run([append], report)
    steps.run([append], report)
    assert file.read_text() == "once\n"


def test_a_failed_step_says_what_failed(report: Report) -> None:
    """The command and its own words; later steps are not run."""
    broken = Step("break", ("sh", "-c", "echo no luck >&2; exit 4"), ("false",))
    with pytest.raises(CannotDo) as refused:
        steps.run([broken], report)
    assert str(refused.value) == "`sh -c echo no luck >&2; exit 4` failed: no luck"


def test_a_failed_removal_does_not_stop_the_others(
    tmp_path: Path, report: Report, said: io.StringIO
) -> None:
    """It is reported, and the rest is removed."""
    file = tmp_path / "file"
    file.touch()
    steps.undo([("sh", "-c", "echo gone >&2; exit 1"), ("rm", str(file))], report)
    assert not file.exists()
    assert "`sh -c echo gone >&2; exit 1` failed: gone" in said.getvalue()
