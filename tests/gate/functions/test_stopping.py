"""Work that is stopped: by a signal, by the engine, and not at all."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

from gate.functions.pausing import Pauses, Stopped
from gate.functions.stopping import stoppable


def _waiting(ended: list[str], begun: Callable[[], object]) -> Callable[[Pauses], None]:
    """Work that would take a minute."""

    def work(pauses: Pauses) -> None:
        begun()
        try:
            pauses.pause(60)
        except Stopped:
            ended.append("put back")
            raise

    return work


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_program(which: signal.Signals) -> None:
    """The work ends in its own way, and the program is told; the handlers are as they were."""
    before, ended = signal.getsignal(which), list[str]()
    with pytest.raises(Stopped, match="the run was stopped"):
        asyncio.run(stoppable(_waiting(ended, lambda: os.kill(os.getpid(), which))))
    assert ended == ["put back"]
    assert signal.getsignal(which) == before


@pytest.fixture
def handlers() -> Iterator[None]:
    """Gives pytest its handlers back."""
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.usefixtures("handlers")
def test_an_engine_that_gives_up() -> None:
    """It cancels the call, then the program gets a signal: what was begun is put back all the same.

    With the handlers given back too early the signal ended the program, and the traffic stayed.
    """
    ended, cancelled = list[str](), threading.Event()

    def work(pauses: Pauses) -> None:
        with pytest.raises(Stopped):
            pauses.pause(60)
        cancelled.wait(5)
        os.kill(os.getpid(), signal.SIGTERM)
        ended.append("put back")

    async def run() -> None:
        task = asyncio.create_task(stoppable(work))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        cancelled.set()

    asyncio.run(run())
    for thread in threading.enumerate():
        if thread.name == "safe-release":
            thread.join(5)
    assert ended == ["put back"]


def test_what_the_work_raises() -> None:
    """It is raised where the work was awaited."""

    def work(_: Pauses) -> None:
        raise ValueError("no good")

    with pytest.raises(ValueError, match="no good"):
        asyncio.run(stoppable(work))


def test_outside_of_the_main_thread() -> None:
    """Signals can't be had there; the work is done all the same."""
    done = list[str]()
    thread = threading.Thread(target=lambda: asyncio.run(stoppable(lambda _: done.append("done"))))
    thread.start()
    thread.join(5)
    assert done == ["done"]
