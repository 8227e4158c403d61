"""The daemon's loop: make what runs agree with what shall run."""

import os
import signal

from local.supervisor import launch, process
from local.supervisor.order import start_order
from local.supervisor.state import (
    Files,
    fingerprint,
    read_desired,
    read_records,
    revision,
    write_daemon,
    write_status,
)
from local.supervisor.version import version
from local.supervisor.worker import GRACE_SECONDS, Worker

_WATCHED = (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_BUSY_SECONDS = 0.2
_IDLE_SECONDS = 1.0
_LOG_LIMIT_BYTES = 16 * 1024 * 1024


class Daemon:
    """Holds one worker per service, in the order in which they start."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._workers: list[Worker] = []
        self._answered = ""

    def run(self) -> None:
        """Keep the services until told to stop by SIGTERM; then stop them in reverse order."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
        if (identity := process.identify(os.getpid())) is not None:
            write_daemon(self._files, identity, version())
        self._end_strays()
        self._reload()
        while True:
            changed = self._advance()
            if changed:
                self._tell()
            told = signal.sigtimedwait(_WATCHED, self._pause(changed=changed))
            process.reap()
            if told is None:
                self._rotate_logs()
            elif told.si_signo == signal.SIGHUP:
                self._reload()
            elif told.si_signo in (signal.SIGTERM, signal.SIGINT):
                break
        self._stop()

    def _advance(self) -> bool:
        changed = False
        for worker in self._workers:
            unready = frozenset(one.service.name for one in self._workers if one.state != "ready")
            changed = worker.advance(unready) or changed
        return changed

    def _pause(self, *, changed: bool) -> float:
        steady = all(worker.state == "ready" for worker in self._workers)
        return _IDLE_SECONDS if steady and not changed else _BUSY_SECONDS

    def _reload(self) -> None:
        """Take over what shall run: stop what changed or is gone, leave the rest alone."""
        asked = read_desired(self._files)
        desired = start_order(asked)
        wanted = {service.name: fingerprint(service) for service in desired}
        kept: dict[str, Worker] = {}
        for worker in reversed(self._workers):
            if wanted.get(worker.service.name) == worker.fingerprint:
                kept[worker.service.name] = worker
            else:
                worker.stop()
        self._workers = []
        for service in desired:
            worker = kept.get(service.name) or Worker(service, self._files)
            worker.service = service
            if service.name not in kept:
                worker.adopt()
            self._workers.append(worker)
        self._answered = revision(asked)
        self._tell()

    def _end_strays(self) -> None:
        """End services of an earlier daemon that are no longer wanted."""
        wanted = {service.name for service in read_desired(self._files)}
        for record in read_records(self._files):
            if record.name not in wanted:
                process.end(record.identity, GRACE_SECONDS)
                self._files.record(record.name).unlink(missing_ok=True)

    def _stop(self) -> None:
        for worker in reversed(self._workers):
            worker.stop()
        self._workers = []
        self._tell()
        self._files.daemon.unlink(missing_ok=True)

    def _rotate_logs(self) -> None:
        for worker in self._workers:
            launch.rotate(self._files.log(worker.service.name), _LOG_LIMIT_BYTES)

    def _tell(self) -> None:
        write_status(self._files, self._answered, [worker.status() for worker in self._workers])
