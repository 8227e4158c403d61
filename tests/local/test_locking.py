"""One holder at a time, and none after a death."""

import subprocess
import sys
from pathlib import Path

from local.locking import alone

HOLD = """
import sys, time
from pathlib import Path
from local.locking import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    """The second waits, says so once, and gets it as soon as the first is killed."""
    lock = tmp_path / "folder/lock"
    words = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        waited: list[str] = []

        def waiting() -> None:
            waited.append("once")
            holder.kill()

        with alone(lock, waiting):
            assert waited == ["once"]


def test_a_free_lock_is_not_waited_for(tmp_path: Path) -> None:
    """No message where nobody else is at it."""
    with alone(tmp_path / "lock", lambda: (_ for _ in ()).throw(AssertionError("waited"))):
        pass
