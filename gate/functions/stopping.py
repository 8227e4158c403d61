"""Work in a thread that is told when the run is stopped, and given the time to end well."""

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

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

    before = _heed(pauses)
    threading.Thread(target=run, name="safe-release").start()
    try:
        await ended
    finally:
        pauses.stop()
        # An engine that gives up ends the program as well: its signal must not end the thread.
        if not ended.cancelled():
            _forget(before)


def _heed(pauses: Pauses) -> dict[signal.Signals, Any]:
    """Let signals stop the work; what they did before. Outside of the main thread nobody can."""
    before = {}
    with suppress(ValueError):
        for one in _SIGNALS:
            before[one] = signal.signal(one, lambda *_: pauses.stop())
    return before


def _forget(before: dict[signal.Signals, Any]) -> None:
    """Let signals do what they did."""
    for one, handler in before.items():
        signal.signal(one, handler)
