"""The daemon: `python -m local.supervisor RUN LOGS`. Started by `supervisor.start`."""

import fcntl
import sys
from pathlib import Path

from local.supervisor.daemon import Daemon
from local.supervisor.state import Files


def main(run: str, logs: str) -> int:
    """Run the daemon unless another one holds the lock; either way 0."""
    files = Files(Path(run), Path(logs))
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (files.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        Daemon(files).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
