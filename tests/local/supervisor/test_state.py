"""What the daemon and its callers write to each other."""

import stat
from pathlib import Path

from local.service import Readiness, Service
from local.supervisor.process import Identity
from local.supervisor.state import (
    Files,
    Record,
    ServiceStatus,
    fingerprint,
    read_answered,
    read_desired,
    read_records,
    read_status,
    write,
    write_desired,
    write_record,
    write_status,
)

_SERVICE = Service(
    name="one",
    command=("/bin/one", "--flag"),
    readiness=Readiness(tcp=("127.0.0.1", 80)),
    environment={"A": "1"},
    after=("zero",),
    ports=(80, 81),
    start_seconds=5,
)


def test_a_service_survives_the_way_through_a_file(tmp_path: Path) -> None:
    """Tuples stay tuples: the comparison with what was asked for depends on it."""
    files = Files(tmp_path / "run", tmp_path / "logs")
    write_desired(files, [_SERVICE])

    assert read_desired(files) == [_SERVICE]


def test_records_and_status_survive_it(tmp_path: Path) -> None:
    """By name."""
    files = Files(tmp_path / "run", tmp_path / "logs")
    record = Record("one", Identity(7, 8, "boot", "/bin/one"), "abc", 9.5)
    status = ServiceStatus("one", "ready", 7, 1, 0, 9.5, "abc")
    write_record(files, record)
    write_status(files, "wish-1", [status])

    assert read_records(files) == [record]
    assert read_status(files) == [status]
    assert read_answered(files) == "wish-1"


def test_nothing_was_written_yet(tmp_path: Path) -> None:
    """Then nothing is wanted and nothing runs."""
    files = Files(tmp_path / "run", tmp_path / "logs")

    assert (read_desired(files), read_records(files), read_status(files)) == ([], [], [])
    assert read_answered(files) == ""


def test_a_file_emptied_by_a_power_cut_reads_as_none(tmp_path: Path) -> None:
    """The state is made anew rather than refused."""
    files = Files(tmp_path / "run", tmp_path / "logs")
    files.desired.parent.mkdir(parents=True)
    files.desired.touch()

    assert read_desired(files) == []


def test_the_status_of_an_older_daemon_is_no_answer(tmp_path: Path) -> None:
    """It is about to be replaced; until then nothing is known."""
    files = Files(tmp_path / "run", tmp_path / "logs")
    write(files.status, [{"name": "one"}])

    assert (read_answered(files), read_status(files)) == ("", [])


def test_files_are_private(tmp_path: Path) -> None:
    """A service's environment may hold what others should not read."""
    write(tmp_path / "folder" / "one.json", {})

    assert stat.S_IMODE((tmp_path / "folder" / "one.json").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "folder").iterdir()] == ["one.json"]


def test_a_fingerprint_changes_with_command_and_environment_only() -> None:
    """A new port table or time limit is no reason to restart."""
    same = Service("other", _SERVICE.command, Readiness(), environment={"A": "1"})
    environment = Service("one", _SERVICE.command, Readiness(), environment={"A": "2"})
    command = Service("one", ("/bin/one",), Readiness(), environment={"A": "1"})

    assert fingerprint(same) == fingerprint(_SERVICE)
    assert len({fingerprint(one) for one in (_SERVICE, environment, command)}) == 3
