"""Asking a service whether it is well."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ops.health import Health, ask, wait_until_well


class Handler(BaseHTTPRequestHandler):
    """Answers 200 on /health and 503 on /sick/health."""

    def do_GET(self) -> None:
        """Answer by the path."""
        self.send_response({"/health": 200, "/sick/health": 503}.get(self.path, 404))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[str]:
    """A service's URL."""
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_answer_is_its_status(service: str) -> None:
    """200 is well, anything else is not; a slash at the end of the URL does no harm."""
    assert ask(f"{service}/") == Health(200)
    assert ask(f"{service}/sick") == Health(503)
    assert (str(Health(200)), Health(200).well) == ("answers 200", True)
    assert (str(Health(503)), Health(503).well) == ("answers 503", False)


def test_silence_has_a_reason() -> None:
    """Refused, and no address at all."""
    assert str(ask("http://127.0.0.1:1")) == "does not answer ([Errno 111] Connection refused)"
    assert str(ask("file:///etc/passwd")) == "file:///etc/passwd is no http address"


def test_waiting_ends_with_the_first_good_answer_or_the_time() -> None:
    """The last answer is given either way."""
    answers = iter([Health(None, "does not answer"), Health(503), Health(200)])
    assert wait_until_well("http://x", 60, lambda _: next(answers), lambda _: None) == Health(200)
    assert wait_until_well("http://x", 0, lambda _: Health(503), lambda _: None) == Health(503)
