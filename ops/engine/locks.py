"""Whose lock stands in the way, and whether its owner still lives."""

import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

# How a backend of files names a lock in its complaint.
_LOCK = re.compile(r"created by (?P<user>\S+)@(?P<host>\S+) \(pid (?P<pid>\d+)\) at (?P<since>\S+)")


_COMPLAINT = "the stack is currently locked by"


@dataclass(frozen=True)
class Lock:
    """A lock on a stack: who took it, on which machine, and when (RFC 3339)."""

    user: str
    host: str
    pid: int
    since: str


def complains(line: str) -> bool:
    """Tell whether a line of the engine's is part of its complaint of a lock."""
    return _COMPLAINT in line or _LOCK.search(line) is not None


def locks(complaint: str) -> list[Lock]:
    """Read the locks that the engine complains of."""
    return [
        Lock(found["user"], found["host"], int(found["pid"]), found["since"])
        for found in _LOCK.finditer(complaint)
    ]


def living(found: list[Lock]) -> list[Lock]:
    """Keep the locks whose owner may still work: another machine's, and a living engine's."""
    here = socket.gethostname()
    return [lock for lock in found if lock.host != here or engine_lives(lock.pid)]


def engine_lives(pid: int, processes: Path = Path("/proc")) -> bool:
    """Tell whether a process lives and is an engine: a number alone may have been given anew.

    Without /proc every process counts as an engine.
    """
    if not (processes / "self").exists():
        return _exists(pid)
    try:
        words = (processes / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return Path(words[0].decode(errors="replace")).name.startswith("pulumi")


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
