"""One event through one version of a function, with all that AWS writes down about it."""

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from local.aws.control import finding
from local.aws.control.state import Function, Region, Revision
from local.aws.errors import AwsError
from local.aws.running import filters, measuring, records
from local.aws.running.capacity import Capacity
from local.aws.running.pool import Pool, Warm, key_of
from local.aws.running.runner import Invocation, Start
from local.aws.running.specs import spec
from local.errors import CannotDo
from local.functions.failure import TIMED_OUT, Failure, InitFailed, in_words
from local.functions.instance import INIT_SECONDS
from local.functions.log import Log, LogLine


@dataclass(frozen=True)
class Machine:
    """What invocations run on. One for the whole server."""

    start: Start
    pool: Pool = field(default_factory=Pool)
    capacity: Capacity = field(default_factory=Capacity)


@dataclass
class Execution:
    """An invocation under way. Iterate over `pieces`; the rest is known afterwards.

    `weighted` tells that another version might have answered. `failure` is None
    for an answer; `tail` is the end of the log.
    """

    region: Region
    function: Function
    qualifier: str
    revision: Revision
    machine: Machine
    weighted: bool = False
    failure: Failure | None = None
    request_id: str = field(default_factory=lambda: str(uuid4()))
    tail: str = ""
    _told: int = 0
    """Lines of a new instance's log that were written down before it was ready."""

    @property
    def version(self) -> str:
        """The version that answers."""
        return self.revision.version

    def pieces(self, event: bytes, *, streaming: bool) -> Iterator[bytes]:
        """The answer as it comes. What it came to is written down at its end."""
        try:
            yield from self._pieces(self._warm(), event, streaming=streaming)
        except InitFailed as failed:
            self._init_failed(failed)
        except CannotDo as reason:
            self.failure = Failure("ServiceException", str(reason))
        finally:
            self.machine.capacity.leave(self.function)

    def _pieces(self, warm: Warm, event: bytes, *, streaming: bool) -> Iterator[bytes]:
        began = time.time()
        size = 0
        invocation = warm.instance.invoke(event, streaming=streaming)
        pieces = invocation.pieces()
        try:
            for piece in pieces:
                size += len(piece.data)
                yield piece.data
        finally:
            # Whoever listened may have left: the function goes on to its end.
            if isinstance(pieces, Generator):
                pieces.close()
            self._finish(warm, invocation, began, size)

    def _warm(self) -> Warm:
        wanted = spec(self.function, self.revision, self.region.url)
        start = self.machine.start
        key = key_of(self.function, self.revision)
        warm = self.machine.pool.take(key, lambda: start(wanted, self._late))
        warm.seen = max(warm.seen, self._told)
        return warm

    def _late(self, log: Log) -> None:
        """Write down when it happens what AWS writes then: the second attempt may take minutes."""
        lines = log.lines
        facts = replace(self._facts(time.time(), 0.0, 0), error=TIMED_OUT, init=INIT_SECONDS)
        self._log(replace(facts, phase="again"), _stream_name(self.version), lines)
        self._told = len(lines)

    def _finish(self, warm: Warm, invocation: Invocation, began: float, size: int) -> None:
        self.request_id = invocation.request_id or self.request_id
        if invocation.error is not None:
            self.failure = Failure(invocation.error, invocation.message)
        lines = warm.instance.log.since(warm.seen)
        warm.seen += len(lines)
        facts = replace(
            self._facts(began, invocation.duration, size),
            used_mib=invocation.max_memory_mib,
            init=None if warm.used else warm.instance.init_seconds,
        )
        warm.used = True
        self._write_down(facts, warm.instance.log_stream, lines)
        self.machine.pool.give(warm, healthy=warm.instance.alive)

    def _init_failed(self, failed: InitFailed) -> None:
        now = time.time()
        failure = Failure(failed.error_type, failed.message)
        self.failure = Failure(failure.kind, in_words(failure, self.request_id, now))
        lines = failed.log[self._told :]
        began = lines[0].at if lines else now
        facts = replace(self._facts(now, 0.0, 0), init=now - began, phase="init")
        self._write_down(facts, _stream_name(self.version), lines)

    def _facts(self, began: float, duration: float, size: int) -> records.Facts:
        return records.Facts(
            function=self.function.name,
            version=self.version,
            request_id=self.request_id,
            began=began,
            duration=duration,
            memory_mib=self.revision.settings["MemorySize"],
            size=size,
            error=self.failure.kind if self.failure else None,
        )

    def _write_down(self, facts: records.Facts, stream: str, lines: list[LogLine]) -> None:
        self._log(facts, stream, lines)
        values = {
            "Invocations": 1.0,
            "Errors": float(self.failure is not None),
            "Throttles": 0.0,
            "Duration": facts.duration * 1000,
        }
        self.measure(values)

    def _log(self, facts: records.Facts, stream: str, lines: list[LogLine]) -> None:
        logging = self.revision.settings["LoggingConfig"]
        events = records.events(facts, lines, logging)
        self.tail = records.tail(events)
        services = self.region.services
        services.log(logging["LogGroup"], stream, events)
        for namespace, data in filters.data(services.metric_filters(logging["LogGroup"]), events):
            services.measure(namespace, data)

    def measure(self, values: dict[str, float]) -> None:
        """Put Lambda's metrics for this invocation."""
        version = self.version if self.weighted else None
        data = measuring.data(self.function.name, self.qualifier, version, values)
        self.region.services.measure(measuring.NAMESPACE, data)


def begin(region: Region, machine: Machine, function: Function, qualifier: str) -> Execution:
    """Choose the version and take a place for it. Raises AwsError when it can't be run now."""
    with region.lock:
        alias = function.aliases.get(qualifier)
        revision = finding.revision(function, alias.pick() if alias else qualifier)
    if revision.created and not revision.settled:
        raise AwsError(
            "ResourceConflictException",
            "The operation cannot be performed at this time. "
            "The function is currently in the following state: Pending",
            409,
        )
    execution = Execution(
        region, function, qualifier, revision, machine, weighted=bool(alias and alias.weights)
    )
    try:
        machine.capacity.enter(function)
    except AwsError:
        execution.measure({"Throttles": 1.0})
        raise
    return execution


def _stream_name(version: str) -> str:
    """The log stream of an instance that never came to be."""
    return f"{datetime.now(UTC):%Y/%m/%d}/[{version}]{uuid4().hex}"
