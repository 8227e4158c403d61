"""What goes wrong with an execution environment, in the service's own words. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from local.functions.log import LogLine

EXIT = "Runtime.ExitError"
ENTRY_POINT = "Runtime.InvalidEntrypoint"
OUT_OF_MEMORY = "Runtime.OutOfMemory"
TIMED_OUT = "Sandbox.Timedout"
EXTENSION = "Extension.Crash"

_SIGNALLED = 128
_KILLED = 137


@dataclass(frozen=True)
class Failure:
    """A failure's type and message, as the service names them."""

    kind: str
    message: str


class InitFailed(Exception):
    """The environment did not get as far as taking a first event.

    `error_type` and `message` are the service's words; `log` is what was
    written until then, `exit_code` the process's own, if one ended.
    """

    def __init__(self, failure: Failure, log: list[LogLine], exit_code: int | None = None) -> None:
        super().__init__(f"{failure.kind}: {failure.message}")
        self.error_type = failure.kind
        self.message = failure.message
        self.log = log
        self.exit_code = exit_code


def exited(code: int, *, out_of_memory: bool) -> Failure:
    """The function's process ended by itself; `code` above 128 is a signal's number and 128."""
    if out_of_memory:
        return Failure(OUT_OF_MEMORY, "Runtime exited with error: signal: killed")
    if code == 0:
        return Failure(EXIT, "Runtime exited without providing a reason")
    if code > _SIGNALLED:
        return Failure(EXIT, f"Runtime exited with error: signal: {_signal(code)}")
    return Failure(EXIT, f"Runtime exited with error: exit status {code}")


def extension_exited(name: str, code: int) -> Failure:
    """An extension ended, which takes the environment with it."""
    return Failure(EXTENSION, f"{name}: exit status {code}")


def not_started(program: str, said: str) -> Failure:
    """The kernel refused to execute the entry point; `said` are the container runtime's words."""
    for reason in ("exec format error", "permission denied", "no such file or directory"):
        if reason in said:
            return Failure(ENTRY_POINT, f"fork/exec {program}: {reason}")
    if "not found in $PATH" in said:
        return Failure(ENTRY_POINT, f"fork/exec {program}: no such file or directory")
    return Failure(ENTRY_POINT, f"fork/exec {program}: {said.strip()}")


def timed_out(seconds: float) -> Failure:
    """The invocation, or the initialisation within it, took longer than the function may."""
    return Failure(TIMED_OUT, f"Task timed out after {seconds:.2f} seconds")


def in_words(failure: Failure, request_id: str, at: float) -> str:
    """The message as it comes with an invocation; a timeout has a form of its own."""
    if failure.kind == TIMED_OUT:
        moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
        return f"{moment.removesuffix('+00:00')}Z {request_id} {failure.message}"
    return f"RequestId: {request_id} Error: {failure.message}"


def _signal(code: int) -> str:
    return "killed" if code == _KILLED else str(code - _SIGNALLED)
