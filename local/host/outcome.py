"""What the end of a program means to the engine."""

import signal
from dataclasses import dataclass

# The SDK's runner exits with it once it has shown the user what went wrong.
EXPLAINED = 32


@dataclass(frozen=True)
class Outcome:
    """An `error` to print, or `explained`: the update fails and nothing more is to be said."""

    error: str = ""
    explained: bool = False


def outcome(exit_code: int) -> Outcome:
    """Judge a program's exit code; a negative one is the number of the signal that ended it."""
    if exit_code == 0:
        return Outcome()
    if exit_code == EXPLAINED:
        return Outcome(explained=True)
    if exit_code < 0:
        name = signal.Signals(-exit_code).name
        hint = "; the machine may be out of memory" if name == "SIGKILL" else ""
        return Outcome(error=f"the program was ended by {name}{hint}")
    return Outcome(error=f"the program ended with exit code {exit_code}")
