"""A runner without containers: functions are small programs of the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from local.aws.running.runner import Late
from local.functions.answer import Piece
from local.functions.failure import Failure, InitFailed
from local.functions.log import PLATFORM, Log
from local.functions.spec import FunctionSpec

Program = Callable[[FunctionSpec, bytes], Iterator[bytes]]


class Fails(Exception):
    """What a program raises to fail as a function would."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


@dataclass
class Invocation:
    """One event through a program."""

    spec: FunctionSpec
    program: Program
    event: bytes
    log: Log
    request_id: str = "11111111-2222-3333-4444-555555555555"
    error: str | None = None
    message: str = ""
    duration: float = 0.25
    max_memory_mib: int = 64

    def pieces(self) -> Iterator[Piece]:
        """What the program yields."""
        self.log.write(PLATFORM, f"START RequestId: {self.request_id} Version: {self.spec.version}")
        program = self.program(self.spec, self.event)
        try:
            for data in program:
                yield Piece(0.0, data)
        except Fails as failed:
            self.error, self.message = failed.kind, failed.message
        except GeneratorExit:
            for _ in program:
                pass  # nobody listens, and the function goes on
            self._end()
            raise
        self._end()

    def _end(self) -> None:
        self.log.write("function", "one line of the function")
        self.log.write(PLATFORM, f"END RequestId: {self.request_id}")
        self.log.write(PLATFORM, f"REPORT RequestId: {self.request_id}\tDuration: 250.00 ms")


@dataclass
class Instance:
    """A program that waits for events."""

    spec: FunctionSpec
    program: Program
    log: Log = field(default_factory=Log)
    init_seconds: float = 0.5
    alive: bool = True
    log_stream: str = "2026/11/25/[$LATEST]0123456789abcdef"
    stopped: bool = False

    def invoke(self, event: bytes, *, streaming: bool) -> Invocation:
        """Give it an event."""
        assert self.alive, "an instance that is gone gets no event"
        del streaming
        return Invocation(self.spec, self.program, event, self.log)

    def stop(self) -> None:
        """It is over."""
        self.stopped = True
        self.alive = False


@dataclass
class Runner:
    """Starts programs by the repository of their image, and remembers the instances."""

    programs: dict[str, Program] = field(default_factory=dict)
    started: list[Instance] = field(default_factory=list)
    slow: set[str] = field(default_factory=set)
    """Functions whose first initialisation takes too long."""

    def __call__(self, spec: FunctionSpec, late: Late) -> Instance:
        """Start an instance; a repository without a program has no entry point."""
        log = Log()
        if spec.name in self.slow:
            log.write("function", "loading the model")
            log.write(
                PLATFORM, "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout"
            )
            late(log)
        program = self.programs.get(spec.image.partition("@")[0].rpartition("/")[2])
        if program is None:
            kind, message = "Runtime.InvalidEntrypoint", "fork/exec /app: exec format error"
            raise InitFailed(Failure(kind, message), log.lines)
        self.started.append(Instance(spec, program, log))
        return self.started[-1]

    def of(self, name: str) -> list[Instance]:
        """The instances of one function, the first started first."""
        return [each for each in self.started if each.spec.name == name]
