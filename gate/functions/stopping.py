"""Work in a thread that is told when the run is stopped, and given the time to end well."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from gate.functions.pausing import Pauses

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def stoppable(work: Callable[[Pauses], None]) -> None:
    """Do the work in a thread. A signal to the program, or the engine's giving up, stops it.

    The program does not end before the thread has: what it puts back is worth waiting for. Raises
    what the work raises.
    """
    pauses, loop = Pauses(), asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def settle(error: Exception | None) -> None:
        if ended.done():
            return  # nobody waits any more
        if error is None:
            ended.set_result(None)
        else:
            ended.set_exception(error)

    def run() -> None:
        error: Exception | None = None
        try:
            work(pauses)
        except Exception as raised:  # noqa: BLE001  # raised again where it is awaited
            error = raised
        with suppress(RuntimeError):  # the loop is closed: the program was stopped
            loop.call_soon_threadsafe(settle, error)

    with _heeding(loop, pauses):
        threading.Thread(target=run, name="safe-release").start()
        try:
            await ended
        finally:
            pauses.stop()


@contextmanager
def _heeding(loop: asyncio.AbstractEventLoop, pauses: Pauses) -> Iterator[None]:
    """Let signals stop the work, and give them back; a loop outside the main thread gets none."""
    before = {}
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for one in _SIGNALS:
            previous = signal.getsignal(one)
            loop.add_signal_handler(one, pauses.stop)
            before[one] = previous
    try:
        yield
    finally:
        for one, previous in before.items():
            loop.remove_signal_handler(one)
            signal.signal(one, previous)
