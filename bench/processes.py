"""How much processor time other processes have used, as Linux counts it."""

import os
import threading
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_INTERVAL = 0.05


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far, all its threads together; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def running(argument: str) -> int | None:
    """The process whose last argument this is; None if there is none."""
    wanted = f"\0{argument}\0".encode()
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and (folder / "cmdline").read_bytes().endswith(wanted):
                return int(folder.name)
        except OSError:  # it has ended meanwhile
            continue
    return None


class Watch(threading.Thread):
    """Looks at a process that somebody else starts and ends, known by its last argument.

    `seconds` is its processor time when it was last seen.
    """

    def __init__(self, argument: str) -> None:
        super().__init__(daemon=True)
        self._argument = argument
        self._over = threading.Event()
        self.seconds = 0.0

    def __enter__(self) -> "Watch":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look until the watch is over."""
        pid = None
        while not self._over.wait(_INTERVAL):
            pid = pid or running(self._argument)
            self.seconds = max(self.seconds, processor_seconds(pid) if pid else 0.0)
