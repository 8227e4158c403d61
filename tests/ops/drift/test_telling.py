"""Telling of an inspection: files, metrics, and an address that answers as a test wants."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ops.drift.metrics import as_metrics, kind_of
from ops.drift.telling import Telling, tell
from ops.drift.webhook import address_problem, post

from .reports import REPORT

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DOCUMENT = {"stack": "prod", "time": "2026-11-23T10:00:00Z", **REPORT}


@dataclass
class Hook:
    """An address that answers with these codes, one after the other, and keeps what it got."""

    codes: list[int]
    got: list[Any] = field(default_factory=list)
    url: str = ""


@contextmanager
def listening(*codes: int) -> Iterator[Hook]:
    """Listen on this machine."""
    hook = Hook(list(codes))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            code = hook.codes.pop(0)
            self.send_response(code)
            if code in {301, 302, 307, 308}:
                self.send_header("Location", hook.url)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.url = f"http://127.0.0.1:{server.server_port}/hook/not-a-real-key"
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield hook
        server.shutdown()


def test_all_three_are_told(tmp_path: Path) -> None:
    """The file and the post have the same document; what collects metrics may read its file."""
    file, metrics = tmp_path / "out" / "drift.json", tmp_path / "out" / "drift.prom"
    with listening(204) as hook:
        telling = Telling(str(file), hook.url, str(metrics))
        assert telling.problem() is None
        assert tell(REPORT, telling, "prod", NOW) == ()
    assert json.loads(file.read_text()) == DOCUMENT
    assert hook.got == [DOCUMENT]
    assert metrics.read_text() == as_metrics(REPORT, "prod", NOW)
    assert metrics.stat().st_mode & 0o777 == 0o644
    assert sorted(one.name for one in file.parent.iterdir()) == ["drift.json", "drift.prom"]


def test_nowhere_is_no_failure() -> None:
    """Nothing asked for, nothing done."""
    assert tell(REPORT, Telling(), "prod", NOW) == ()
    assert Telling().problem() is None


def test_one_failure_hides_no_other(tmp_path: Path) -> None:
    """A folder that is a file, an address that refuses: a sentence each, the rest is told."""
    (tmp_path / "taken").write_text("")
    metrics = tmp_path / "drift.prom"
    with listening(400) as hook:
        telling = Telling(str(tmp_path / "taken" / "drift.json"), hook.url, str(metrics))
        first, second = tell(REPORT, telling, "prod", NOW)
    assert first.startswith(f"{tmp_path / 'taken' / 'drift.json'} can't be written: ")
    assert second == "the webhook at 127.0.0.1 did not take the report: it answered 400"
    assert metrics.exists()


def test_an_unwritten_file_stays_as_it_was(tmp_path: Path) -> None:
    """A folder stands where the file should: it stays, and nothing half written is left."""
    (tmp_path / "drift.prom").mkdir()
    (failure,) = tell(REPORT, Telling(metrics=str(tmp_path / "drift.prom")), "prod", NOW)
    assert "drift.prom can't be written: " in failure
    assert [one.name for one in tmp_path.iterdir()] == ["drift.prom"]


@pytest.mark.parametrize(
    ("codes", "tries", "failure"),
    [
        ((200,), 1, None),
        ((503, 202), 2, None),
        ((429, 200), 2, None),
        ((503, 500), 2, "it answered 500"),
        ((404,), 1, "it answered 404"),
        ((308,), 1, "it answered 308"),
    ],
)
def test_one_more_try_where_it_may_help(
    codes: tuple[int, ...], tries: int, failure: str | None
) -> None:
    """Not for a refusal, and never by another address."""
    pauses: list[float] = []
    with listening(*codes) as hook:
        said = post(hook.url, REPORT, pause=pauses.append)
    assert len(hook.got) == tries
    assert pauses == [2.0] * (tries - 1)
    expected = failure and f"the webhook at 127.0.0.1 did not take the report: {failure}"
    assert said == expected


def test_an_address_that_nobody_answers_at() -> None:
    """Two tries, one sentence, nothing of the address but its host."""
    with listening() as hook:
        pass
    said = post(hook.url, REPORT, pause=lambda _: None)
    assert said == "the webhook at 127.0.0.1 did not take the report: ConnectError"


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://hooks.example.com/T0/not-a-real-key", True),
        ("http://localhost:9000/hook", True),
        ("http://[::1]:9000/hook", True),
        ("http://hooks.example.com/T0/not-a-real-key", False),
        ("http://localhost.example.com/", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("hooks.example.com/not-a-real-key", False),
        ("https://[::1/not-a-real-key", False),
    ],
)
def test_where_a_report_may_go(url: str, fine: bool) -> None:
    """Over TLS, or to this machine; the sentence has no secret of the address."""
    problem = address_problem(url)
    assert (problem is None) == fine
    assert "not-a-real-key" not in str(problem)
    if not fine:
        assert post(url, REPORT) == problem


def test_the_metrics_are_prometheus() -> None:
    """Read by the client library's own parser."""
    families = text_string_to_metric_families(as_metrics(REPORT, 'pr"od', NOW))
    assert {
        (sample.name.removeprefix("shipshape_drift_"), *sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    } == {
        ("differences", ("class", "drift"), ("kind", "Deployment"), ("stack", 'pr"od')): 2,
        ("differences", ("class", "drift"), ("kind", "LogGroup"), ("stack", 'pr"od')): 1,
        ("differences", ("class", "missing"), ("kind", "Service"), ("stack", 'pr"od')): 1,
        ("compared", ("stack", 'pr"od')): 12,
        ("unread", ("stack", 'pr"od')): 2,
        ("last_inspection_timestamp_seconds", ("stack", 'pr"od')): NOW.timestamp(),
    }


def test_kinds_by_the_names_of_reports() -> None:
    """An id may hold slashes and colons."""
    assert kind_of("Role/shop/a:b/c") == "Role"
    assert kind_of("ClusterRole//admin:all") == "ClusterRole"
    assert kind_of("aws:lambda/function:Function/chat") == "Function"
    assert kind_of("aws:sns/topic:Topic/arn:aws:sns:eu-west-1:1:t") == "Topic"
