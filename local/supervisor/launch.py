"""Starting a process apart from us: its own session, its output in a file."""

import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

_KEPT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR")
_KEPT_ENDINGS = ("_proxy", "_PROXY")
_KEPT_BEGINNINGS = ("LC_", "SSL_CERT_")
_DEFAULT_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGCHLD)


def launch(command: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
    """Start a command and return its pid. Raises OSError if it can't be executed.

    It leads a session of its own, so that an interrupt typed at a terminal
    doesn't reach it, and appends to `log` by itself, so that it can outlive us.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    output = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.posix_spawn(
        command[0],
        list(command),
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), output, 0o640),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
        setsigmask=[],
        setsigdef=_DEFAULT_SIGNALS,
    )


def inherited(environment: Mapping[str, str]) -> dict[str, str]:
    """What services may see of the caller's environment.

    Proxies and trusted certificates, so that images can be pulled; nothing that
    could be a secret of the user's.
    """
    return {
        name: value
        for name, value in environment.items()
        if name in _KEPT or name.endswith(_KEPT_ENDINGS) or name.startswith(_KEPT_BEGINNINGS)
    }


def rotate(log: Path, limit_bytes: int) -> bool:
    """Move a log that outgrew its limit to `NAME.log.1`; True if it was.

    The writer keeps its descriptor, so the file is copied and emptied; lines
    written in between are lost.
    """
    if not log.exists() or log.stat().st_size <= limit_bytes:
        return False
    kept = log.with_name(f"{log.name}.1")
    partial = kept.with_name(f".{kept.name}")
    partial.write_bytes(log.read_bytes()[-limit_bytes:])
    partial.replace(kept)
    os.truncate(log, 0)
    return True
