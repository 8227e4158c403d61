"""The whole of it: real processes under a real daemon."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from local import supervisor
from local.errors import CannotDo
from local.paths import Paths
from local.progress import Report
from local.service import Readiness, Service
from local.supervisor import probe, process
from local.supervisor.state import Files, read_daemon, read_record, write_daemon, write_desired
from tests.local.supervisor.conftest import daemon_pid, kill

_LIMIT_BYTES = 30 * 1024 * 1024


def _pid(paths: Paths, name: str) -> int:
    pid = next(one.pid for one in supervisor.status(paths) if one.name == name)
    assert pid is not None
    return pid


def _until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _sleeper(name: str, port: int, *after: str) -> Service:
    """A process that notes when it is asked to stop."""
    code = (
        "import signal, sys, time; "
        f"signal.signal(15, lambda *_: (print('{name}'), sys.exit())); time.sleep(600)"
    )
    return Service(
        name=name,
        command=(sys.executable, "-u", "-c", code),
        readiness=Readiness(tcp=("127.0.0.1", port)),
        after=after,
    )


def test_a_service_runs_until_it_is_stopped(paths: Paths, server: Service, report: Report) -> None:
    """Ready when `start` returns; no process is left after `stop`."""
    supervisor.start(paths, [server], report)
    [status] = supervisor.status(paths)

    assert (status.name, status.state, status.restarts, status.failures) == (
        "server",
        "ready",
        0,
        0,
    )
    assert status.resident > 0

    identity = process.identify(status.pid or 0)
    supervisor.stop(paths)
    assert identity is not None
    assert not process.alive(identity)
    assert supervisor.status(paths) == []


def test_a_second_start_changes_nothing(paths: Paths, server: Service, report: Report) -> None:
    """Same process, same daemon."""
    supervisor.start(paths, [server], report)
    files = Files(paths.run, paths.logs)
    before = (_pid(paths, "server"), daemon_pid(files))

    supervisor.start(paths, [server], report)

    assert (_pid(paths, "server"), daemon_pid(files)) == before


def test_a_killed_service_comes_back(paths: Paths, server: Service, report: Report) -> None:
    """Another process, ready again, and one restart counted."""
    supervisor.start(paths, [server], report)
    before = _pid(paths, "server")

    kill(before)

    _until(
        lambda: [one.restarts for one in supervisor.status(paths) if one.state == "ready"] == [1]
    )
    assert _pid(paths, "server") != before


def test_a_killed_daemon_is_replaced_and_the_service_kept(
    paths: Paths, server: Service, report: Report, files: Files
) -> None:
    """The next start adopts the process; it is watched again."""
    supervisor.start(paths, [server], report)
    kill(daemon_pid(files))
    before = _pid(paths, "server")
    _until(lambda: supervisor.status(paths)[0].state == "starting")

    supervisor.start(paths, [server], report)
    assert _pid(paths, "server") == before

    kill(before)
    _until(
        lambda: [one.state for one in supervisor.status(paths) if one.pid != before] == ["ready"]
    )


def test_a_daemon_of_older_code_is_replaced_and_the_service_kept(
    paths: Paths, server: Service, report: Report, files: Files
) -> None:
    """After a `git pull`, the next start brings the new daemon without a restart."""
    supervisor.start(paths, [server], report)
    before = (_pid(paths, "server"), daemon_pid(files))
    known = read_daemon(files)
    assert known is not None
    write_daemon(files, known[0], "older")

    supervisor.start(paths, [server], report)

    assert _pid(paths, "server") == before[0]
    assert daemon_pid(files) != before[1]


def test_everything_killed_converges(
    paths: Paths, server: Service, report: Report, files: Files
) -> None:
    """Stale records name nobody; the next start begins anew."""
    supervisor.start(paths, [server], report)
    before = _pid(paths, "server")
    kill(daemon_pid(files))
    kill(before)

    supervisor.start(paths, [server], report)

    assert [one.state for one in supervisor.status(paths)] == ["ready"]
    assert _pid(paths, "server") != before


def test_a_start_after_an_interrupted_stop_waits_for_the_new_process(
    paths: Paths, server: Service, report: Report, port: int, files: Files
) -> None:
    """While the daemon is busy stopping, what it last called ready is no answer."""
    stubborn = Service(
        name="stubborn",
        command=("/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"),
        readiness=Readiness(tcp=("127.0.0.1", port)),
    )
    supervisor.start(paths, [server, stubborn], report)
    before = _pid(paths, "server")
    time.sleep(0.3)
    # As a killed `stop` leaves it: the wish is written, the daemon told, nobody waits.
    write_desired(files, [])
    os.kill(daemon_pid(files), signal.SIGHUP)
    time.sleep(0.3)

    supervisor.start(paths, [server], report)

    assert _pid(paths, "server") != before
    assert probe.answers(server.readiness)


def test_a_start_just_after_a_death_waits_for_the_new_process(
    paths: Paths, server: Service, report: Report
) -> None:
    """The daemon may not have noticed yet."""
    supervisor.start(paths, [server], report)
    kill(_pid(paths, "server"))

    supervisor.start(paths, [server], report)

    assert probe.answers(server.readiness)


def test_stopping_works_without_a_daemon(
    paths: Paths, server: Service, report: Report, files: Files
) -> None:
    """What a killed daemon left running is found by its record."""
    supervisor.start(paths, [server], report)
    kill(daemon_pid(files))
    identity = process.identify(_pid(paths, "server"))
    assert identity is not None

    supervisor.stop(paths)

    assert not process.alive(identity)


def test_a_changed_command_restarts_only_its_service(
    paths: Paths, server: Service, report: Report, port: int
) -> None:
    """The other keeps its process."""
    other = _sleeper("other", port, "server")
    supervisor.start(paths, [server, other], report)
    before = (_pid(paths, "server"), _pid(paths, "other"))

    changed = replace(other, environment={"SHIPSHAPE_INPUTS": "changed"})
    supervisor.start(paths, [server, changed], report)

    assert _pid(paths, "server") == before[0]
    assert _pid(paths, "other") != before[1]


def test_services_that_are_not_named_are_left_alone(
    paths: Paths, server: Service, report: Report, port: int
) -> None:
    """`start` adds, `stop` with names takes away; the daemon stays for the rest."""
    supervisor.start(paths, [server], report)
    before = _pid(paths, "server")
    supervisor.start(paths, [_sleeper("other", port)], report)

    supervisor.stop(paths, ["other"])

    assert [(one.name, one.pid, one.state) for one in supervisor.status(paths)] == [
        ("server", before, "ready")
    ]


def test_stopping_goes_in_the_reverse_order(
    paths: Paths, server: Service, report: Report, port: int, files: Files
) -> None:
    """The last to start is the first to go."""
    supervisor.start(
        paths,
        [server, _sleeper("first", port, "server"), _sleeper("second", port, "first")],
        report,
    )
    time.sleep(0.5)  # the interpreters must have set their handlers

    supervisor.stop(paths)

    ended = {name: files.log(name).stat().st_mtime_ns for name in ("first", "second")}
    assert files.log("first").read_text("utf-8") == "first\n"
    assert ended["second"] < ended["first"]


def test_a_port_that_is_taken_is_told_before_anything_starts(
    paths: Paths, server: Service, report: Report, port: int, files: Files
) -> None:
    """One sentence with the port and its holder; no daemon, no process."""
    rival = replace(server, name="rival")
    supervisor.start(paths, [rival], report)
    holder = _pid(paths, "rival")
    files.record("rival").unlink()  # now it is nobody's we know
    comm = Path(f"/proc/{holder}/comm").read_text("utf-8").strip()

    with pytest.raises(CannotDo) as caught:
        supervisor.start(paths, [server], report)

    assert str(caught.value) == (
        f"Port {port}, which server needs, is held by {comm} (pid {holder}). Stop it and try again."
    )
    assert read_record(files, "server") is None


def test_a_service_that_dies_while_starting_is_told(
    paths: Paths, report: Report, files: Files, port: int
) -> None:
    """Its last line is in the message, and where the rest is."""
    service = Service(
        name="broken",
        command=(sys.executable, "-c", "raise SystemExit('no such setting')"),
        readiness=Readiness(tcp=("127.0.0.1", port)),
    )

    with pytest.raises(CannotDo) as caught:
        supervisor.start(paths, [service], report)

    assert str(caught.value) == (
        'broken stopped 3 times while starting; its last line: "no such setting" '
        f"(log: {files.log('broken')})."
    )


def test_a_program_that_is_not_there_is_told(paths: Paths, report: Report, files: Files) -> None:
    """As any other death."""
    service = Service("absent", ("/nowhere/absent",), Readiness(tcp=("127.0.0.1", 1)))

    with pytest.raises(CannotDo) as caught:
        supervisor.start(paths, [service], report)

    last = "/nowhere/absent can't be started: No such file or directory"
    log = files.log("absent")
    assert str(caught.value) == (
        f'absent stopped 3 times while starting; its last line: "{last}" (log: {log}).'
    )


def test_one_that_never_gets_ready_is_told(paths: Paths, report: Report, files: Files) -> None:
    """After its own time."""
    service = replace(_sleeper("slow", 1), start_seconds=0.5)

    with pytest.raises(CannotDo) as caught:
        supervisor.start(paths, [service], report)

    assert str(caught.value) == f"slow is not ready in time (log: {files.log('slow')})."


def test_somebody_elses_process_is_never_touched(
    paths: Paths, server: Service, report: Report, files: Files
) -> None:
    """A record whose pid was given to somebody else is no licence to end it."""
    supervisor.start(paths, [server], report)
    kill(daemon_pid(files))
    record = json.loads(files.record("server").read_text("utf-8"))
    real = process.identify(record["identity"]["pid"])
    assert real is not None
    record["identity"]["started"] -= 1
    files.record("server").write_text(json.dumps(record), "utf-8")

    supervisor.stop(paths)

    assert process.alive(real)
    process.end(real, 5)


def test_the_daemon_is_small(paths: Paths, server: Service, report: Report, files: Files) -> None:
    """Below 30 MiB: it runs all day beside everything else."""
    supervisor.start(paths, [server], report)

    assert 0 < process.resident_bytes(daemon_pid(files)) < _LIMIT_BYTES
