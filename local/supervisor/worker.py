"""One service's life: waiting, starting, ready, and back after a death."""

import os
import time
from dataclasses import dataclass

from local.service import Service
from local.supervisor import launch, probe, process
from local.supervisor.backoff import STEADY_SECONDS, delay
from local.supervisor.state import (
    Files,
    Record,
    ServiceStatus,
    State,
    fingerprint,
    read_record,
    write_record,
)

GRACE_SECONDS = 15.0


@dataclass
class Worker:
    """Drives one service. `advance` is called about once a second and never waits long."""

    service: Service
    files: Files
    state: State = "waiting"
    identity: process.Identity | None = None
    restarts: int = 0
    failures: int = 0
    since: float = 0.0
    not_before: float = 0.0

    def __post_init__(self) -> None:
        self.fingerprint = fingerprint(self.service)
        self._enter("waiting")

    def adopt(self) -> None:
        """Take over the process of an earlier daemon, or end it if it was started differently."""
        record = read_record(self.files, self.service.name)
        if record is None or not process.alive(record.identity):
            return
        if record.fingerprint != self.fingerprint:
            process.end(record.identity, GRACE_SECONDS)
            return
        self.identity = record.identity
        self._enter("starting")

    def advance(self, unready: frozenset[str]) -> bool:
        """Do what is due, given the names of services that aren't ready; True if it changed."""
        before = (self.state, self.identity, self.failures)
        if self.identity is not None and not process.alive(self.identity):
            self._died()
        if self._due(unready):
            self._start()
        elif self.state == "starting" and probe.answers(self.service.readiness):
            self._became_ready()
        return (self.state, self.identity, self.failures) != before

    def stop(self) -> None:
        """End the process; it may be started again."""
        if self.identity is not None:
            process.end(self.identity, GRACE_SECONDS)
        self.identity = None
        self.files.record(self.service.name).unlink(missing_ok=True)
        self._enter("waiting")

    def status(self) -> ServiceStatus:
        """How it is now; memory is left to the reader."""
        return ServiceStatus(
            name=self.service.name,
            state=self.state,
            pid=self.identity.pid if self.identity else None,
            restarts=self.restarts,
            failures=self.failures,
            since=self.since,
            fingerprint=self.fingerprint,
        )

    def _due(self, unready: frozenset[str]) -> bool:
        """Whether it is time to start: dependencies matter for the first start only."""
        if self.state == "backing-off":
            return time.time() >= self.not_before
        return self.state == "waiting" and unready.isdisjoint(self.service.after)

    def _start(self) -> None:
        environment = {**launch.inherited(os.environ), **self.service.environment}
        log = self.files.log(self.service.name)
        try:
            pid = launch.launch(self.service.command, environment, log)
        except OSError as error:
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{self.service.command[0]} can't be started: {error.strerror}\n")
            self._died()
            return
        self.identity = process.identify(pid)
        if self.identity is None:
            self._died()
            return
        self._remember()
        self._enter("starting")

    def _became_ready(self) -> None:
        if self.identity is not None:
            # A wrapper has handed over by now: remember the program itself.
            self.identity = process.identify(self.identity.pid) or self.identity
            self._remember()
        self._enter("ready")

    def _died(self) -> None:
        if self.state == "ready" and time.time() - self.since >= STEADY_SECONDS:
            self.failures = 0
        self.identity = None
        self.restarts += 1
        self.failures += 1
        self.not_before = time.time() + delay(self.failures)
        self._enter("backing-off")

    def _remember(self) -> None:
        if self.identity is not None:
            record = Record(self.service.name, self.identity, self.fingerprint, time.time())
            write_record(self.files, record)

    def _enter(self, state: State) -> None:
        self.state = state
        self.since = time.time()
