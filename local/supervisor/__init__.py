"""One small daemon keeps the platform's services running.

`start`, `stop` and `status` are what the rest of the platform calls; the daemon
itself is `python -m local.supervisor RUN LOGS`. Imports are lazy: the daemon
loads this file too and must stay small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from local.paths import Paths
    from local.progress import Report
    from local.service import Service
    from local.supervisor.state import ServiceStatus


def start(paths: Paths, services: Sequence[Service], report: Report) -> None:
    """Have these services running and ready; others that run are left alone.

    Does nothing if all run from the same command and environment. Raises
    ValueError for services that wait for each other, CannotDo before anything
    starts if a port is held by somebody else, or once a service died three
    times in a row or wasn't ready within its `start_seconds`.
    """
    from local.supervisor import client

    client.start(paths, services, report)


def require_free_ports(paths: Paths, services: Sequence[Service]) -> None:
    """Raise CannotDo if somebody else holds a port of one of these services.

    `start` asks it as well; ask beforehand when something is to be prepared
    before the first service, or when services start in stages.
    """
    from local.supervisor import client

    client.require_free_ports(paths, services)


def stop(paths: Paths, names: Collection[str] | None = None) -> None:
    """Stop the named services, or all of them and the daemon; nothing to do is fine.

    Works without a daemon, too: it ends what an earlier one left running.
    Raises CannotDo if a process outlives SIGKILL.
    """
    from local.supervisor import client

    client.stop(paths, names)


def status(paths: Paths) -> list[ServiceStatus]:
    """How every wanted service is now, in start order, with its resident memory.

    Without a daemon, what still runs is told from the services' own records.
    """
    from local.supervisor import client

    return client.status(paths)
