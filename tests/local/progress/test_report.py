"""The three looks of a report, each as its whole output."""

import io
import json
from itertools import count

import pytest

from local.progress import Report, open_report
from local.progress.plain import Plain, fit, summary
from local.progress.records import Records
from local.progress.report import Renderer
from local.progress.step import Step, duration


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now


def push(report: Report, clock: Clock) -> None:
    """A step that fails after 1.5 s."""
    with report.step("push"):
        clock.now += 1.5
        raise OSError("full")


def work(renderer: Renderer) -> None:
    """Report a step of 65 s with one reminder, a line and a failed step of 1.5 s."""
    clock = Clock()
    with Report(renderer, clock) as report:
        with report.step("build engine"):
            clock.now += 19
            renderer.tick([report.steps[0]], clock.now)
            clock.now += 2
            renderer.tick([report.steps[0]], clock.now)
            clock.now += 44
        report.info("Using the embedded cluster.")
        with pytest.raises(OSError, match="full"):
            push(report, clock)


def test_plain_lines() -> None:
    """Start, a reminder after 20 s, end with the time, then the table."""
    out = io.StringIO()
    work(Plain(out))
    assert out.getvalue() == (
        "-> build engine\n"
        "   still: build engine (21s)\n"
        "ok build engine (1m05s)\n"
        "Using the embedded cluster.\n"
        "-> push\n"
        "!! push failed (1.5s)\n"
        "  build engine    1m05s\n"
        "  push             1.5s  failed\n"
        "  in all          1m06s\n"
    )


def test_json_lines() -> None:
    """One event a line, and the timings at the end."""
    out = io.StringIO()
    work(Records(out))
    rows = [
        {"step": "build engine", "outcome": "done", "seconds": 65.0},
        {"step": "push", "outcome": "failed", "seconds": 1.5},
    ]
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"event": "started", "step": "build engine"},
        {"event": "finished", **rows[0]},
        {"event": "info", "text": "Using the embedded cluster."},
        {"event": "started", "step": "push"},
        {"event": "finished", **rows[1]},
        {"event": "summary", "steps": rows, "seconds": 66.5},
    ]


def test_plain_lines_fit_80_columns() -> None:
    """A long name is cut, its time is not."""
    out = io.StringIO()
    step = Step("x" * 200, started=0, seconds=3700, outcome="failed")
    plain = Plain(out)
    plain.started(step)
    plain.tick([step], 30)
    plain.ended(step)
    plain.closed([step], 3700)
    assert max(len(line) for line in out.getvalue().splitlines()) <= 80
    assert out.getvalue().count("failed (61m40s)") == 1


def test_no_step_no_table() -> None:
    """A report without steps ends silently."""
    assert summary([], 3.0) == []


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0s"), (9.94, "9.9s"), (10.6, "10s"), (59.9, "59s"), (60, "1m00s"), (245, "4m05s")],
)
def test_duration(seconds: float, text: str) -> None:
    """Tenths below ten seconds, minutes above sixty."""
    assert duration(seconds) == text


def test_fit_keeps_what_fits() -> None:
    """Only what is too long is cut, and shows it."""
    assert [fit("abcdef", 6), fit("abcdefg", 6)] == ["abcdef", "abc..."]


def test_a_report_is_closed_once() -> None:
    """The table is not printed again."""
    out = io.StringIO()
    report = Report(Plain(out), Clock())
    with report.step("a"):
        pass
    report.close()
    report.close()
    assert out.getvalue().count("in all") == 1


def test_the_ticker_reminds_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the body works, another thread says that it still does."""
    monkeypatch.setattr("local.progress.report._TICK_SECONDS", 0.01)
    out = io.StringIO()
    seconds = count(step=30)
    with Report(Plain(out), lambda: float(next(seconds))) as report, report.step("a"):
        while "still: a" not in out.getvalue():
            pass


def test_json_is_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SHIPSHAPE_OUTPUT=json gives JSON lines on stdout."""
    monkeypatch.setenv("SHIPSHAPE_OUTPUT", "json")
    out = io.StringIO()
    with open_report(out) as report:
        report.info("hello")
    assert out.getvalue().splitlines()[0] == '{"event": "info", "text": "hello"}'


def test_a_log_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no terminal gets no control characters."""
    monkeypatch.delenv("SHIPSHAPE_OUTPUT", raising=False)
    out = io.StringIO()
    with open_report(out) as report, report.step("a"):
        pass
    assert out.getvalue().startswith("-> a\nok a (0.0s)\n")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def test_a_terminal_gets_a_live_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finished step leaves one line with its mark, its name and its time."""
    monkeypatch.delenv("SHIPSHAPE_OUTPUT", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    out = Terminal()
    with open_report(out) as report:
        with report.step("good"):
            report.info("a line")
        with pytest.raises(ValueError, match="no"), report.step("bad"):
            raise ValueError("no")
    text = out.getvalue()
    for part in ("✓ ", "good  0.0s", "✗ ", "bad  0.0s", "a line", "in all"):
        assert part in text


def test_a_live_display_leaves_stdout_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed while a step runs goes to stdout, not into the display."""
    monkeypatch.delenv("SHIPSHAPE_OUTPUT", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    with open_report(out) as report, report.step("a"):
        print("the answer")
    assert capsys.readouterr().out == "the answer\n"
    assert "the answer" not in out.getvalue()
