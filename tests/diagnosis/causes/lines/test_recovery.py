"""Trouble that was over before the log ended."""

import pytest

from diagnosis.causes.lines.recovery import has_passed, is_up

SUCCESS = [
    "connected to database",
    "Reconnected to broker",
    "connection established",
    "request succeeded on attempt 2",
    "database system is ready to accept connections",
    "Listening on 0.0.0.0:8080",
    "INFO:     Application startup complete.",
    "Started App in 12.1 seconds",
    'INFO - HTTP Request: POST https://api.openai.com/v1/chat/completions "HTTP/1.1 200 OK"',
]
NO_SUCCESS = [
    "disconnected",
    "not connected",
    "is the server running on that host",
    "Please make sure your database server is running at `db`:`5432`.",
    "waiting until db is ready",
    "failed: is ready",
    "GET /health 200",
    '{"level":"error","msg":"\\tIs the server running on that host?"}',
    "ERROR listening on :80 failed",
]


@pytest.mark.parametrize("line", SUCCESS)
def test_success_ends_what_may_pass(line: str) -> None:
    """A transient failure is over; a missing key is not."""
    assert has_passed("net.conn_refused", [line], well=False, length=9)
    assert not has_passed("ai.key_missing", [line], well=False, length=9)


@pytest.mark.parametrize("line", NO_SUCCESS)
def test_advice_and_denials_are_no_success(line: str) -> None:
    """Error messages speak of running servers too."""
    assert not has_passed("db.connection", [line], well=False, length=9)


def test_anothers_success_ends_nothing() -> None:
    """Redis is no database."""
    assert not has_passed("db.connection", ["connected to redis"], well=False, length=9)
    assert has_passed("cache.redis_connection", ["connected to redis"], well=False, length=9)


def test_in_a_ready_pod_old_lines_are_old() -> None:
    """Ten healthy lines for what passes, two hundred for anything."""
    assert has_passed("net.timeout", ["ok"] * 10, well=True, length=12)
    assert not has_passed("net.timeout", ["ok"] * 10, well=False, length=12)
    assert not has_passed("ai.key_invalid", ["ok"] * 10, well=True, length=12)
    assert has_passed("ai.key_invalid", ["ok"] * 201, well=True, length=300)


def test_a_server_that_serves_says_so() -> None:
    """What went wrong before didn't keep it from that."""
    assert is_up("server listening on :8080")
    assert not is_up("server not ready")
