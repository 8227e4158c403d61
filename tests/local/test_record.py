"""What the last `up` chose is remembered."""

from pathlib import Path

import pytest

from local.choice import Choice
from local.paths import Paths
from local.record import Record, load, save


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A platform that was never up."""
    return Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")


def test_nothing_is_remembered_at_first(paths: Paths) -> None:
    """No file, no record."""
    assert load(paths) is None


def test_a_choice_is_remembered(paths: Paths) -> None:
    """What is saved is loaded."""
    record = Record(choice=Choice(engine="embedded", cluster="kind"), official=True)
    save(paths, record)
    assert load(paths) == record


@pytest.mark.parametrize("text", ["", "{", "[]", '{"choice": {"engine": "yours"}}'])
def test_a_broken_record_counts_as_none(paths: Paths, text: str) -> None:
    """The next `up` writes a good one."""
    paths.state.mkdir()
    (paths.state / "platform.json").write_text(text)
    assert load(paths) is None
