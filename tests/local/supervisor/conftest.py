"""Real processes under a real daemon, in folders of the test's own."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local import supervisor
from local.paths import Paths
from local.progress import Report
from local.progress.records import Records
from local.service import Readiness, Service
from local.supervisor.state import Files, read_daemon

MakeService = Callable[..., Service]

_SERVER = (
    "import http.server as web; "
    "web.HTTPServer(('127.0.0.1', {port}), web.SimpleHTTPRequestHandler).serve_forever()"
)


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    """A platform's folders; whatever was started in them is stopped afterwards."""
    roots = Paths(tmp_path / "cache", tmp_path / "state", tmp_path / "run")
    yield roots
    supervisor.stop(roots)


@pytest.fixture
def files(paths: Paths) -> Files:
    """The supervisor's files below those folders."""
    return Files(paths.run, paths.logs)


@pytest.fixture
def report() -> Iterator[Report]:
    """A report that nobody reads."""
    with Path(os.devnull).open("w") as nowhere:
        yield Report(Records(nowhere))


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(port: int) -> Service:
    """A small web server that is ready when it answers."""
    return Service(
        name="server",
        command=(sys.executable, "-c", _SERVER.format(port=port)),
        readiness=Readiness(http=f"http://127.0.0.1:{port}/"),
        ports=(port,),
        start_seconds=30,
    )


def daemon_pid(files: Files) -> int:
    """The pid of the daemon that runs."""
    known = read_daemon(files)
    assert known is not None
    return known[0].pid


def kill(pid: int) -> None:
    """End a process as a crash would."""
    os.kill(pid, signal.SIGKILL)
