"""What Lambda writes of its invocations."""

from dataclasses import replace

import pytest

from collect.parsing.serverless import invocations, record, told
from diagnosis.snapshot import Invocation

REQUEST = "0a1b2c3d-0000-4000-8000-000000000001"
REPORT = (
    f"REPORT RequestId: {REQUEST}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t"
    "Memory Size: 1024 MB\tMax Memory Used: 90 MB"
)
TOLD = Invocation(request=REQUEST, duration=3000.0, memory_size=1024, memory_used=90)


@pytest.mark.parametrize(
    "line",
    [
        REPORT,
        REPORT.replace("\t", " "),
        "2025-03-04T10:02:11.100000+00:00 2025/03/04/[$LATEST]0a1b2c " + REPORT,
        '{"level":"info","message":"' + REPORT.replace("\t", "\\t") + '"}',
    ],
    ids=["plain", "without tabs", "behind a stream's name", "within JSON"],
)
def test_a_report_in_every_coat(line: str) -> None:
    """The line itself is kept as the evidence."""
    (found,) = invocations(f"before\n{line}\nafter")
    assert found == replace(TOLD, line=line)


def test_what_is_told_of_one_request_is_put_together() -> None:
    """The time-out stands on a line of its own; the report has the exact duration."""
    late = f"2025-03-04T10:02:14Z {REQUEST} Task timed out after 3.00 seconds"
    expected = replace(TOLD, status="timeout", line=REPORT)
    assert invocations(f"{late}\n{REPORT}") == (expected,)
    assert invocations(f"{REPORT}\n{late}") == (expected,)


def test_a_start_that_is_told_twice_is_one_start() -> None:
    """The end of a log and the whole of it have the same record; another start has its own."""
    start = (
        '{"type": "platform.initReport", "record": {"phase": "init", "status": "failure", '
        '"errorType": "Runtime.ExitError", "metrics": {"durationMs": 194.3}}}'
    )
    again = start.replace("194.3", "236.9")
    assert [one.init_duration for one in told("\n".join([start, again, start]))] == [194.3, 236.9]


def test_initialisations_and_restores() -> None:
    """They have phases of their own, and no request."""
    lines = (
        "INIT_REPORT Init Duration: 9.5 ms\tPhase: init\tStatus: error\tError Type: Runtime.X",
        "RESTORE_REPORT Restore Duration: 250.10 ms",
    )
    assert invocations("\n".join(lines)) == (
        Invocation("init", "error", "Runtime.X", init_duration=9.5, line=lines[0]),
        Invocation("restore", init_duration=250.1, line=lines[1]),
    )


@pytest.mark.parametrize(
    "line", ["the REPORT is due", "my request: RequestId: none", "", "REPORT "]
)
def test_lines_that_tell_of_none(line: str) -> None:
    """Programs write such words too."""
    assert invocations(line) == ()


def test_records_of_other_things() -> None:
    """Only those that report something end an invocation."""
    assert record({"type": "platform.start", "record": {"requestId": REQUEST}}) is None
    assert record({"type": "function", "record": "text"}) is None
