"""Which process is which: a pid alone may have been given to somebody else."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_START_TIME_FIELD = 19
"""Index of `starttime` in /proc/PID/stat after the command name, see proc(5)."""
_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Identity:
    """A process that can't be mistaken for another.

    `started` is its start time in clock ticks since boot, `boot` the boot it
    belongs to, `executable` the file it ran when it was looked at.
    """

    pid: int
    started: int
    boot: str
    executable: str


def identify(pid: int) -> Identity | None:
    """Read who has this pid now; None if nobody, or only a zombie, has."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
        executable = Path(f"/proc/{pid}/exe").readlink()
    except (OSError, IndexError):
        return None
    if fields[0] == "Z":
        return None
    boot = _BOOT.read_text("utf-8").strip()
    return Identity(pid, int(fields[_START_TIME_FIELD]), boot, _without_mark(str(executable)))


def alive(identity: Identity) -> bool:
    """Whether this very process still runs.

    Its executable may differ if it was started through a wrapper that has since
    handed over; then it must still lead the session that it was given.
    """
    now = identify(identity.pid)
    if now is None or (now.started, now.boot) != (identity.started, identity.boot):
        return False
    return now.executable == identity.executable or _leads_session(identity.pid)


def send(identity: Identity, number: signal.Signals) -> bool:
    """Signal this very process; False if it is gone. Can't hit another one.

    The descriptor pins the process before the check, so the pid can't change
    hands in between.
    """
    try:
        descriptor = os.pidfd_open(identity.pid)
    except OSError:
        return False
    try:
        if not alive(identity):
            return False
        signal.pidfd_send_signal(descriptor, number)
    except ProcessLookupError:
        return False
    finally:
        os.close(descriptor)
    return True


def end(identity: Identity, grace_seconds: float) -> None:
    """Ask the process to stop; after the grace, end it and its process group."""
    if not send(identity, signal.SIGTERM) or gone_within(identity, grace_seconds):
        return
    if _leads_session(identity.pid) and alive(identity):
        os.killpg(identity.pid, signal.SIGKILL)
    else:
        send(identity, signal.SIGKILL)
    gone_within(identity, grace_seconds)


def gone_within(identity: Identity, seconds: float) -> bool:
    """Wait until the process is gone; False if it outlives the wait."""
    deadline = time.monotonic() + seconds
    while alive(identity):
        if time.monotonic() >= deadline:
            return False
        reap()
        time.sleep(_POLL_SECONDS)
    reap()
    return True


def reap() -> None:
    """Collect children that ended, so that they don't stay as zombies."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def resident_bytes(pid: int) -> int:
    """Resident memory of a process; 0 if it is gone. Source: /proc/PID/statm."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _without_mark(executable: str) -> str:
    # The kernel marks a replaced file; an upgraded binary is still our process.
    return executable.removesuffix(" (deleted)")


def _leads_session(pid: int) -> bool:
    try:
        return os.getsid(pid) == pid
    except ProcessLookupError:
        return False
