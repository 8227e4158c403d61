"""Failures and reports in the words of the service."""

import json

import pytest

from local.functions import failure, report
from local.functions.failure import Failure
from local.functions.image import ImageConfig, parse
from local.functions.spec import FunctionSpec
from local.functions.usage import kills


@pytest.mark.parametrize(
    ("code", "out_of_memory", "expected"),
    [
        (78, False, ("Runtime.ExitError", "Runtime exited with error: exit status 78")),
        (0, False, ("Runtime.ExitError", "Runtime exited without providing a reason")),
        (137, False, ("Runtime.ExitError", "Runtime exited with error: signal: killed")),
        (137, True, ("Runtime.OutOfMemory", "Runtime exited with error: signal: killed")),
        (139, False, ("Runtime.ExitError", "Runtime exited with error: signal: 11")),
    ],
)
def test_how_a_process_ended(code: int, expected: tuple[str, str], *, out_of_memory: bool) -> None:
    """Exit codes, signals, memory."""
    assert failure.exited(code, out_of_memory=out_of_memory) == Failure(*expected)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("exec /x: exec format error", "exec format error"),
        ('exec: "/x": permission denied: unknown', "permission denied"),
        ('exec: "/x": stat /x: no such file or directory: unknown', "no such file or directory"),
        ('exec: "x": executable file not found in $PATH: unknown', "no such file or directory"),
        ("something else\n", "something else"),
    ],
)
def test_why_a_program_could_not_be_executed(said: str, reason: str) -> None:
    """The container runtime's words become the service's."""
    expected = Failure("Runtime.InvalidEntrypoint", f"fork/exec /x: {reason}")
    assert failure.not_started("/x", said) == expected


def test_a_message_names_its_request() -> None:
    """A timeout's begins with the moment, every other with the request."""
    timeout = failure.in_words(failure.timed_out(3), "42", 1772600767.25)
    assert timeout == "2026-03-04T05:06:07.250Z 42 Task timed out after 3.00 seconds"
    crash = failure.in_words(failure.extension_exited("x", 1), "42", 0)
    assert crash == "RequestId: 42 Error: x: exit status 1"


def test_reports() -> None:
    """Tabs between the fields; initialisation is billed where it is told."""
    warm = report.Measured("42", 1.2341, 512, 60)
    assert report.invoked(warm) == (
        "REPORT RequestId: 42\tDuration: 1234.10 ms\tBilled Duration: 1235 ms"
        "\tMemory Size: 512 MB\tMax Memory Used: 60 MB"
    )
    cold = report.Measured("42", 1.0, 512, 60, init_seconds=0.5, status="timeout")
    assert report.invoked(cold).endswith(
        "\tBilled Duration: 1500 ms\tMemory Size: 512 MB\tMax Memory Used: 60 MB"
        "\tInit Duration: 500.00 ms\tStatus: timeout"
    )
    assert report.initialised(10.00918, "timeout") == (
        "INIT_REPORT Init Duration: 10009.18 ms\tPhase: init\tStatus: timeout"
    )


def test_an_image_and_what_overrides_it() -> None:
    """Entry point and command each for itself, as the service has them."""
    settings = {"Env": ["A=1", "B=2=3"], "Entrypoint": ["/node"], "Cmd": ["x"], "User": "65532"}
    found = parse(json.dumps({"architecture": "amd64", "config": settings}))
    assert found == ImageConfig({"A": "1", "B": "2=3"}, ("/node",), ("x",), "/", "amd64")
    spec = FunctionSpec("api", "1", "i", {}, 128, 3.0)
    assert found.words(spec) == ["/node", "x"]
    other = FunctionSpec("api", "1", "i", {}, 128, 3.0, command=("y", "z"))
    assert found.words(other) == ["/node", "y", "z"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("oom_kill_disable 0\nunder_oom 0\noom_kill 2\n", 2),
        ("low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\noom_group_kill 0\n", 1),
        ("oom_kill_disable 0\nunder_oom 0\n", 0),
    ],
    ids=["v1", "v2", "old"],
)
def test_kills_for_want_of_memory(text: str, count: int) -> None:
    """Both kinds of cgroup count them."""
    assert kills(text) == count
