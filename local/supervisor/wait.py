"""Waiting for the daemon to get where it was asked to."""

import time
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from local.errors import CannotDo
from local.progress import Report
from local.service import Service
from local.supervisor import process
from local.supervisor.state import (
    Files,
    ServiceStatus,
    fingerprint,
    read_answered,
    read_desired,
    read_record,
    read_records,
    read_status,
    revision,
)
from local.supervisor.worker import GRACE_SECONDS

_POLL_SECONDS = 0.1
_DEATHS_TO_GIVE_UP = 3
_TAIL_BYTES = 4096


def wait_ready(files: Files, services: Sequence[Service], report: Report) -> None:
    """Wait until all are ready, one step of the report each. Raises CannotDo."""
    for service in services:
        with ExitStack() as steps:
            deadline = time.monotonic() + service.start_seconds
            announced = False
            while (status := _status(files, service)) is None or status.state != "ready":
                if not announced:
                    steps.enter_context(report.step(f"start {service.name}"))
                    announced = True
                if problem := trouble(status, overdue=time.monotonic() > deadline):
                    raise CannotDo(_sentence(files, service, problem))
                time.sleep(_POLL_SECONDS)


def wait_gone(files: Files, names: Collection[str]) -> None:
    """Wait until no process of the named services is left, at most their grace each."""
    deadline = time.monotonic() + GRACE_SECONDS * (len(names) + 1)
    while any(record.name in names for record in read_records(files)):
        if time.monotonic() > deadline:
            raise CannotDo(f"{', '.join(sorted(names))}: still running after SIGKILL.")
        time.sleep(_POLL_SECONDS)


def trouble(status: ServiceStatus | None, *, overdue: bool) -> str | None:
    """Why to give up on a service that isn't ready, or None to go on waiting."""
    if status is not None and status.failures >= _DEATHS_TO_GIVE_UP:
        return f"stopped {status.failures} times while starting"
    return "is not ready in time" if overdue else None


def _status(files: Files, service: Service) -> ServiceStatus | None:
    """The daemon's word on this very version of the service, if it has one yet.

    What it said before it took up the latest wishes doesn't count: it may be
    about to stop what it calls ready. Nor does what it says of a process that
    has just died.
    """
    if read_answered(files) != revision(read_desired(files)):
        return None
    record = read_record(files, service.name)
    for status in read_status(files):
        if status.name == service.name and status.fingerprint == fingerprint(service):
            died = record is None or not process.alive(record.identity)
            return replace(status, state="waiting") if status.state == "ready" and died else status
    return None


def _sentence(files: Files, service: Service, problem: str) -> str:
    log = files.log(service.name)
    last = _last_line(log) if log.exists() else ""
    said = f'; its last line: "{last}"' if last else ""
    return f"{service.name} {problem}{said} (log: {log})."


def _last_line(log: Path) -> str:
    text = log.read_bytes()[-_TAIL_BYTES:].decode(errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
