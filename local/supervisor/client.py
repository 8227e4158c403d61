"""What callers do: ask for services, wait for them, stop them, look at them."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from local.errors import CannotDo
from local.paths import Paths
from local.progress import Report
from local.service import Service
from local.supervisor import launch, ports, process
from local.supervisor.order import start_order
from local.supervisor.state import (
    Files,
    ServiceStatus,
    State,
    fingerprint,
    read_daemon,
    read_desired,
    read_records,
    read_status,
    write_desired,
)
from local.supervisor.version import version
from local.supervisor.wait import wait_gone, wait_ready
from local.supervisor.worker import GRACE_SECONDS

_ROOT = Path(__file__).parents[2]
_DAEMON_SECONDS = 10.0
_DYING_SECONDS = 3.0


def start(paths: Paths, services: Sequence[Service], report: Report) -> None:
    """See `supervisor.start`."""
    ordered = start_order(services)
    files = Files(paths.run, paths.logs)
    with _alone(files):
        _require_free_ports(files, ordered)
        wanted = {service.name: service for service in read_desired(files)}
        wanted.update({service.name: service for service in ordered})
        _ask_for(files, list(wanted.values()))
    wait_ready(files, ordered, report)


def require_free_ports(paths: Paths, services: Sequence[Service]) -> None:
    """See `supervisor.require_free_ports`."""
    _require_free_ports(Files(paths.run, paths.logs), services)


def stop(paths: Paths, names: Collection[str] | None = None) -> None:
    """See `supervisor.stop`."""
    files = Files(paths.run, paths.logs)
    if not files.folder.exists():
        return
    with _alone(files):
        desired = read_desired(files)
        going = [one for one in desired if names is None or one.name in names]
        write_desired(files, [one for one in desired if one not in going])
        daemon = _living_daemon(files)
        if daemon is None:
            _end_records(files, None if names is None else set(names))
        elif names is None:
            process.send(daemon, signal.SIGTERM)
            process.gone_within(daemon, GRACE_SECONDS * (len(going) + 1))
            _end_records(files, None)
        elif going:
            process.send(daemon, signal.SIGHUP)
            wait_gone(files, {one.name for one in going})


def status(paths: Paths) -> list[ServiceStatus]:
    """See `supervisor.status`."""
    files = Files(paths.run, paths.logs)
    running = {
        record.name: record for record in read_records(files) if process.alive(record.identity)
    }
    known = {one.name: one for one in read_status(files)}
    daemon = _living_daemon(files)
    statuses = []
    for service in start_order(read_desired(files)):
        record = running.get(service.name)
        last = known.get(service.name) or _unknown(service)
        pid = record.identity.pid if record else None
        told = last.state if daemon else "waiting"
        resident = process.resident_bytes(pid) if pid else 0
        statuses.append(
            replace(last, pid=pid, state=state_now(told, runs=pid is not None), resident=resident)
        )
    return statuses


def state_now(told: State, *, runs: bool) -> State:
    """The state of a service, from what the daemon told last and whether its process runs now."""
    if runs:
        return told if told in ("starting", "ready") else "starting"
    return told if told == "backing-off" else "waiting"


def _unknown(service: Service) -> ServiceStatus:
    return ServiceStatus(service.name, "waiting", None, 0, 0, 0.0, fingerprint(service))


def _require_free_ports(files: Files, services: Sequence[Service]) -> None:
    deadline = time.monotonic() + _DYING_SECONDS
    while holders := _strangers(files, services):
        # A process that was killed a moment ago still holds its ports.
        if all(process.identify(one.pid) for one in holders) or time.monotonic() > deadline:
            told = "; ".join(dict.fromkeys(str(holder) for holder in holders))
            raise CannotDo(f"{told[0].upper()}{told[1:]}. Stop it and try again.")
        time.sleep(0.1)


def _strangers(files: Files, services: Sequence[Service]) -> list[ports.Holder]:
    """Who holds our ports and is none of ours; our records are read last, being the newest."""
    holders = ports.taken(services)
    ours = {one.identity.pid for one in read_records(files) if process.alive(one.identity)}
    return [one for one in holders if one.pid not in ours]


def _ask_for(files: Files, services: list[Service]) -> None:
    """Write what shall run and make sure that a daemon of this code reads it."""
    unchanged = services == read_desired(files)
    if not unchanged:
        write_desired(files, services)
    daemon = _living_daemon(files)
    known = read_daemon(files)
    if daemon is not None and known is not None and known[1] != version():
        # Its services outlive it and are adopted by the next one.
        process.send(daemon, signal.SIGKILL)
        process.gone_within(daemon, _DAEMON_SECONDS)
        daemon = None
    if daemon is None:
        _start_daemon(files)
    elif not unchanged:
        process.send(daemon, signal.SIGHUP)


def _start_daemon(files: Files) -> None:
    environment = {**launch.inherited(os.environ), "PYTHONPATH": str(_ROOT)}
    # Without `site` the daemon is smaller; it uses the standard library only.
    command = [sys.executable, "-S", "-m", "local.supervisor", str(files.run), str(files.logs)]
    files.daemon.unlink(missing_ok=True)
    launch.launch(command, environment, files.log("supervisor"))
    deadline = time.monotonic() + _DAEMON_SECONDS
    while _living_daemon(files) is None:
        if time.monotonic() > deadline:
            raise CannotDo(f"The supervisor did not start; see {files.log('supervisor')}.")
        time.sleep(0.05)


def _living_daemon(files: Files) -> process.Identity | None:
    known = read_daemon(files)
    return known[0] if known is not None and process.alive(known[0]) else None


def _end_records(files: Files, names: set[str] | None) -> None:
    """End what runs without a daemon, in the reverse of the order in which it was started."""
    records = sorted(read_records(files), key=lambda record: record.since, reverse=True)
    for record in records:
        if names is None or record.name in names:
            process.end(record.identity, GRACE_SECONDS)
            files.record(record.name).unlink(missing_ok=True)


@contextmanager
def _alone(files: Files) -> Iterator[None]:
    """One caller at a time reads and changes what shall run."""
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (files.folder / "caller.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
