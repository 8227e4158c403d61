"""One execution environment: started, invoked one event at a time, stopped."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from local.errors import CannotDo
from local.functions import report
from local.functions.answer import Answer
from local.functions.assembly import Parts, assemble
from local.functions.environment import function_arn
from local.functions.failure import TIMED_OUT, Failure, InitFailed, timed_out
from local.functions.gateway import Watcher
from local.functions.invocation import Invocation
from local.functions.log import PLATFORM, Log
from local.functions.processes import Processes
from local.functions.spec import FunctionSpec
from local.paths import Paths

INIT_SECONDS = 10.0
"""How long a first initialisation may take; see docs/decisions/lambda-on-one-machine.md."""

_POLL_SECONDS = 0.005


@dataclass(frozen=True)
class Exit:
    """How an environment ended.

    `killed` tells whether the function's process outlived SIGTERM, `codes` are
    the processes' exit codes by name, `seconds` is how long it took.
    """

    killed: bool
    codes: Mapping[str, int]
    seconds: float


class Instance:
    """A running environment. Use it as a context manager, or call `stop`.

    `init_seconds` is from the start of its processes to their asking for an event.
    """

    def __init__(self, spec: FunctionSpec) -> None:
        self.spec = spec
        self.log = Log()
        self.init_seconds = 0.0
        self.request_id = ""
        self.broke: tuple[str, str] | None = None
        today = datetime.now(UTC).strftime("%Y/%m/%d")
        self.log_stream = f"{today}/[{spec.version}]{secrets.token_hex(16)}"
        self._ready = threading.Event()
        self._ending = threading.Lock()
        self._parts: Parts | None = None
        self._processes = Processes()
        self._first = True

    @classmethod
    def start(
        cls, spec: FunctionSpec, paths: Paths, late: Callable[[Log], None] = lambda _: None
    ) -> Self:
        """Have an environment that waits for its first event.

        One that takes over 10 s is ended and begun again with the function's
        own timeout, as the service does within the first invocation; `late` is
        told, with the log until then. Raises InitFailed, and CannotDo where the
        machine can't run functions.
        """
        instance = cls(spec)
        if instance._begin(paths, INIT_SECONDS):
            return instance
        late(instance.log)
        if instance._begin(paths, spec.timeout):
            return instance
        raise InitFailed(timed_out(spec.timeout), instance.log.lines)

    @property
    def alive(self) -> bool:
        """Whether it can take another event."""
        return self._parts is not None and self.failure() is None

    @property
    def identity(self) -> str:
        """What its container, its network and its folder are called; empty once it ended."""
        return "" if self._parts is None else self._parts.sandbox.identity

    def invoke(self, event: bytes, *, streaming: bool) -> Invocation:
        """One event, which is sent when its pieces are asked for.

        Without `streaming` they come as one, at the end, as for a caller of Invoke.
        """

        def begin() -> Answer:
            if self._parts is None:
                raise CannotDo(f"{self.spec.name}: this execution environment has ended.")
            self.request_id, self.broke = "", None
            return Answer(self._parts.port, event, whole=not streaming)

        return Invocation(begin, self, self.spec.timeout)

    def stop(self) -> Exit:
        """Ask the function to end, kill what is left after 2 s, and leave nothing of it."""
        begun = time.monotonic()
        asked = self._processes.terminate()
        if self._parts is not None:
            self._destroy(self._parts)
        seconds = time.monotonic() - begun
        return Exit(killed=not asked, codes=self._processes.exit_codes(), seconds=seconds)

    def failure(self) -> Failure | None:
        """Why it can't go on, if a process of it ended."""
        return self._processes.failure(self._ran_out)

    def peak_mib(self) -> int:
        """The most memory it ever had, in MiB."""
        return 0 if self._parts is None else self._parts.sandbox.peak_mib()

    def end(self, invocation: Invocation) -> None:
        """Write what the service writes after an invocation; a fatal one was the last."""
        if invocation.fatal:
            self.log.write(PLATFORM, invocation.message)
        self.log.write(PLATFORM, report.end(invocation.request_id))
        self.log.write(PLATFORM, report.invoked(self._measured(invocation)))
        self._first = False
        if invocation.fatal and self._parts is not None:
            self._destroy(self._parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _begin(self, paths: Paths, limit: float) -> bool:
        """Start everything; False if it was not ready within `limit` seconds."""
        self._ready.clear()
        watcher = Watcher(
            arn=function_arn(self.spec),
            timeout=self.spec.timeout,
            waiting=self._ready.set,
            taken=self._on_taken,
            broke=self._on_broke,
        )
        parts = self._parts = assemble(self.spec, paths, watcher, self.log)
        begun = time.monotonic()
        try:
            self._processes = Processes.start(parts, self.spec, self.log_stream)
            while not self._ready.wait(_POLL_SECONDS):
                if (failure := self.failure()) is not None:
                    self._refuse(failure, time.monotonic() - begun)
                if time.monotonic() - begun > limit:
                    self._report_init(limit, "timeout")
                    self._destroy(parts)
                    return False
        except BaseException:
            self._destroy(parts)
            raise
        self.init_seconds = time.monotonic() - begun
        return True

    def _refuse(self, failure: Failure, seconds: float) -> None:
        self._report_init(seconds, "error", failure.kind)
        code = self._processes.exit_codes().get("function")
        raise InitFailed(failure, self.log.lines, code)

    def _report_init(self, seconds: float, status: str, error: str = "") -> None:
        self.log.write(PLATFORM, report.initialised(seconds, status, error))

    def _on_taken(self, request_id: str) -> None:
        self.request_id = request_id
        self.log.write(PLATFORM, report.start(request_id, self.spec.version))

    def _on_broke(self, kind: str, message: str) -> None:
        self.broke = (kind, message)

    def _measured(self, invocation: Invocation) -> report.Measured:
        timeout = invocation.error == TIMED_OUT
        return report.Measured(
            request_id=invocation.request_id,
            seconds=invocation.duration,
            memory_mib=self.spec.memory_mib,
            peak_mib=invocation.max_memory_mib,
            init_seconds=self.init_seconds if self._first else None,
            status="timeout" if timeout else "error" if invocation.error else "",
            error=invocation.error or "",
        )

    def _ran_out(self) -> bool:
        return self._parts is not None and self._parts.sandbox.ran_out()

    def _destroy(self, parts: Parts) -> None:
        # A failed invocation and whoever stops it may get here at once.
        with self._ending:
            if self._parts is parts:
                parts.sandbox.kill()
                self._processes.abandon()
                parts.remove()
                self._parts = None
