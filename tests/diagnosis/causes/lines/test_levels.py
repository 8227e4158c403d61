"""How loud a line is."""

import pytest

from diagnosis.causes.lines.levels import (
    complains,
    is_chatter,
    is_quiet,
    level,
    looks_like_an_error,
)

LEVELS = {
    '{"level":"error","msg":"x"}': "error",
    '{"level":50,"msg":"x"}': "error",
    '{"severity":"WARNING","message":"x"}': "warning",
    "ts=2025 level=info msg=x": "info",
    "E1104 08:12:40.120000       1 reflector.go:147] x": "e",
    "2025-11-04 08:12:40,120 - app - ERROR - x": "error",
    "[2025-11-04 08:12:40 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)": "critical",
    "2025/11/04 08:12:40 [emerg] 1#1: bind() failed": "emerg",
    "2025-11-04 08:12:40.003 UTC [48] LOG:  checkpoint starting": "log",
    "WARN  retrying": "warn",
    "the error of the day": "",
    "connect ECONNREFUSED": "",
}


@pytest.mark.parametrize(("line", "wanted"), LEVELS.items())
def test_a_line_states_its_level(line: str, wanted: str) -> None:
    """In JSON, logfmt, klog, brackets or capitals; a word of a sentence is none."""
    assert level(line) == wanted


def test_quiet_lines_quote_no_error() -> None:
    """A warning is quiet, unless an exception stands in it."""
    assert is_quiet("WARN connection refused, retrying")
    assert not is_chatter("WARN connection refused, retrying")
    assert is_chatter("INFO connection refused, retrying")
    assert not is_quiet("INFO | stderr | ValueError: no room")
    assert not is_quiet("connection refused")


def test_an_error_has_a_level_or_a_shape() -> None:
    """Whatever the language."""
    for line in (
        "ERROR x",
        "ValueError: x",
        "Error: x",
        "java.lang.IllegalStateException: x",
        "Caused by: x",
        "Traceback (most recent call last):",
        "panic: x",
        "npm ERR! x",
    ):
        assert looks_like_an_error(line), line
    for line in ("INFO no error", "errors: 0", "class ErrorHandler", "WARN x"):
        assert not looks_like_an_error(line), line


def test_a_complaint_has_no_level_and_counts_something() -> None:
    """Counts of nothing and requests are none."""
    assert complains("cannot open the journal")
    for line in ("12 done, 0 failed", "no errors", "INFO failed", '"GET /x?error=1 HTTP/1.1" 200'):
        assert not complains(line), line
