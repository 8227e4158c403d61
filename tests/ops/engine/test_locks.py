"""Whose lock stands in the way."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from ops.engine.locks import Lock, complains, engine_lives, living, locks

COMPLAINT = """error: the stack is currently locked by 2 lock(s). Either wait for the other \
process(es) to end or delete the lock file with `pulumi cancel`.
  file:///s/.pulumi/locks/organization/slow/dev/7d.json: created by root@vm (pid 21979) \
at 2026-11-23T08:50:09Z
  file:///s/.pulumi/locks/organization/slow/dev/8e.json: created by ann@laptop (pid 7) \
at 2026-11-23T08:51:00Z"""


def test_the_owners_are_read_from_the_complaint() -> None:
    """One lock a line, and every line is known to belong to it."""
    assert locks(COMPLAINT) == [
        Lock("root", "vm", 21979, "2026-11-23T08:50:09Z"),
        Lock("ann", "laptop", 7, "2026-11-23T08:51:00Z"),
    ]
    assert all(complains(line) for line in COMPLAINT.splitlines())
    assert not complains("error: update failed")


def test_only_a_living_engine_holds_a_lock_here() -> None:
    """A dead process, and a number that went to another program, hold none; other machines do."""
    here = socket.gethostname()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    elsewhere = Lock("ann", "another-machine", dead.pid, "now")
    found = [
        Lock("root", here, dead.pid, "now"),
        Lock("root", here, os.getpid(), "now"),
        elsewhere,
    ]
    assert living(found) == [elsewhere]


def test_an_engine_is_known_by_its_name(tmp_path: Path) -> None:
    """`/proc/PID/cmdline` starts with the program's path."""
    (tmp_path / "self").mkdir()
    for pid, line in ((1, b"/opt/bin/pulumi\0up\0"), (2, b"/usr/bin/vim\0pulumi\0")):
        (tmp_path / str(pid)).mkdir()
        (tmp_path / str(pid) / "cmdline").write_bytes(line)
    assert engine_lives(1, tmp_path)
    assert not engine_lives(2, tmp_path)
    assert not engine_lives(3, tmp_path)


def test_without_proc_any_living_process_counts(tmp_path: Path) -> None:
    """Where nobody can tell what a process is, a living one is left alone."""
    assert engine_lives(os.getpid(), tmp_path)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    assert not engine_lives(dead.pid, tmp_path)
