"""A look at a live cluster."""

import asyncio
import threading

from diagnosis.snapshot import Snapshot

from .assembling import assemble
from .selection import Limits, Selection
from .taken import Taken

_GRACE = 1.0
"""Seconds after which a look that does not end in time by itself is left alone."""


def snapshot(selection: Selection, limits: Limits | None = None) -> Snapshot:
    """What runs, read with the user's own kubeconfig within `limits.seconds`.

    Never raises, prints nothing, and may be called from any thread, also where an event loop runs.
    What could not be read (no rights, no answer, a pod that went away) is told in `unread`; where
    nothing could be, the snapshot holds nothing else.
    """
    limits = limits or Limits()
    taken = Taken()
    ended = threading.Event()
    # A thread of its own: the caller may be in an event loop, and a name server that does not
    # answer holds up even the end of one.
    threading.Thread(target=_look, args=(selection, limits, taken, ended), daemon=True).start()
    if not ended.wait(limits.seconds + _GRACE):
        taken.late(limits.seconds)
    return assemble(selection, taken)


def _look(selection: Selection, limits: Limits, taken: Taken, ended: threading.Event) -> None:
    # Imported here: the client costs a third of a second, and a look may never be needed.
    from .looking import Look

    async def run() -> None:
        try:
            await Look(selection, limits, taken).run()
        finally:
            # Before the loop is closed, which waits for name servers.
            ended.set()

    try:
        asyncio.run(run())
    except Exception as error:  # noqa: BLE001 — whoever asked still gets what there is
        taken.note(f"the look ended early: {type(error).__name__}: {error}")
    finally:
        ended.set()
