"""`python -m local aws`: one supervised account, kept while it runs, forgotten when it ends."""

import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import boto3
import pytest
from click.testing import CliRunner

from local import supervisor
from local.__main__ import main
from local.aws.account import ACCESS_KEY, REGION, SECRET_KEY
from local.choice import Choice
from local.paths import Paths
from local.record import Record, save


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A platform of the test's own, with a port of its own; its registry is said to run."""
    paths = Paths(cache=tmp_path / "cache", state=tmp_path / "state", run=tmp_path / "run")
    for name, value in paths.variables.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    monkeypatch.setattr("local.aws.service.PORT", port)
    monkeypatch.setattr("local.aws.service.URL", url)
    running = supervisor.status
    registry = SimpleNamespace(name="registry", pid=1)
    monkeypatch.setattr("local.supervisor.status", lambda paths: [registry, *running(paths)])
    save(paths, Record(choice=Choice(engine="embedded", cluster="embedded"), official=False))
    yield url
    supervisor.stop(paths)


def begin(*options: str) -> tuple[str, str]:
    """Ask for the stand-in; what the shell gets, and what the reader is told."""
    done = CliRunner().invoke(main, ["aws", *options])
    assert done.exit_code == 0, done.stderr
    return done.stdout, done.stderr


def test_an_account_lasts_until_it_is_ended(url: str) -> None:
    """Asked for twice it is the same; `--fresh` begins anew, and says what that means."""
    exports, told = begin()
    assert f"export AWS_ENDPOINT_URL={url};" in exports
    assert "begins with an empty account" in told
    queues = boto3.client(
        "sqs",
        region_name=REGION,
        endpoint_url=url,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
    )
    queues.create_queue(QueueName="kept")
    again, told = begin()
    assert (again, "empty account" in told) == (exports, False)
    assert len(queues.list_queues()["QueueUrls"]) == 1
    _, told = begin("--fresh")
    assert "`pulumi refresh`" in told
    assert "QueueUrls" not in queues.list_queues()
