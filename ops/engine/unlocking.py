"""Do something with a stack although a killed run may have left it locked."""

import time
from collections.abc import Callable
from typing import TypeVar

from pulumi import automation

from ops.engine.locks import Lock, living, locks
from ops.engine.streams import Say
from ops.exits import Exit, Stopped

Result = TypeVar("Result")

# A run that lost its terminal ends with the step that it is in; longer is somebody else's work.
PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 1.0


def unlocked(stack: automation.Stack, act: Callable[[], Result], remark: Say) -> Result:
    """Act; when the stack is locked, free it from the dead and wait for the living.

    Raises Stopped when a living run keeps the lock.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    waiting = False
    while True:
        try:
            return act()
        except automation.ConcurrentUpdateError as error:
            found = locks(str(error))
            alive = living(found)
            if found and not alive:
                remark("The last run was killed and left the stack locked: unlocking it.")
                stack.cancel()
            elif not alive or time.monotonic() >= deadline:
                raise _busy(stack.name, alive) from error
            else:
                if not waiting:
                    remark(f"Waiting for {_owner(alive[0])} to finish with the stack.")
                waiting = True
                time.sleep(_PAUSE_SECONDS)


def _busy(name: str, alive: list[Lock]) -> Stopped:
    owner = _owner(alive[0]) if alive else "another update"
    return Stopped(
        Exit.COULD_NOT_LOOK,
        f"{owner} is working on the stack {name}: wait for its end, or if it is gone for good, "
        f"`pulumi cancel --stack {name}`",
    )


def _owner(lock: Lock) -> str:
    return f"{lock.user}@{lock.host} (process {lock.pid}, since {lock.since})"
