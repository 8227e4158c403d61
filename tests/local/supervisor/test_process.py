"""Which process is which."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

from local.supervisor import process


def test_a_process_is_recognised() -> None:
    """Ourselves, by everything that an identity has."""
    here = process.identify(os.getpid())

    assert here is not None
    assert here.executable == os.path.realpath(sys.executable)
    assert process.alive(here)


def test_another_start_time_is_another_process() -> None:
    """The pid was given away: it is neither alive nor signalled."""
    here = process.identify(os.getpid())
    assert here is not None
    stranger = replace(here, started=here.started - 1)

    assert not process.alive(stranger)
    assert not process.send(stranger, signal.SIGKILL)


def test_another_boot_is_another_process() -> None:
    """Pid and ticks can repeat after a restart of the machine."""
    here = process.identify(os.getpid())
    assert here is not None

    assert not process.alive(replace(here, boot="another"))


def test_a_zombie_is_gone() -> None:
    """It has ended, even if nobody collected it."""
    with subprocess.Popen(["/bin/true"]) as child:
        time.sleep(0.2)
        assert process.identify(child.pid) is None


def test_a_wrapper_that_handed_over_is_still_ours() -> None:
    """Same pid and start time, another executable, but the session that we gave it."""
    script = ["/bin/sh", "-c", "sleep 0.3; exec sleep 60"]
    with subprocess.Popen(script, start_new_session=True) as child:
        before = process.identify(child.pid)
        time.sleep(0.6)
        after = process.identify(child.pid)
        assert before is not None
        assert after is not None

        assert before.executable != after.executable
        assert process.alive(before)
        process.end(before, 2)
        assert not process.alive(after)


def test_one_that_ignores_the_request_is_ended() -> None:
    """SIGKILL follows after the grace."""
    script = ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.05; done"]
    with subprocess.Popen(script, start_new_session=True) as child:
        time.sleep(0.2)
        identity = process.identify(child.pid)
        assert identity is not None
        began = time.monotonic()

        process.end(identity, 0.5)

        assert not process.alive(identity)
        assert 0.5 <= time.monotonic() - began < 3
