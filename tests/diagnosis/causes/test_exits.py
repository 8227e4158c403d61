"""What exit codes say, and what they do not."""

import pytest

from diagnosis.causes import Voice
from diagnosis.causes.exits import exits
from diagnosis.causes.killed import killed
from diagnosis.finding import Confidence
from diagnosis.snapshot import Container, Pod, Sample, Snapshot, State

from .making import crashed, judged, pod

MEANINGS = {
    0: "crash.clean_exit",
    1: "crash.app_exit",
    2: "crash.app_exit",
    126: "crash.not_executable",
    127: "crash.command_not_found",
    132: "crash.sigill",
    134: "crash.sigabrt",
    135: "crash.sigbus",
    136: "crash.sigfpe",
    139: "crash.segfault",
    255: "crash.app_exit",
    -11: "crash.app_exit",
}


@pytest.mark.parametrize(("code", "wanted"), MEANINGS.items())
def test_an_exit_code_has_a_meaning(code: int, wanted: str) -> None:
    """It is a guess: the log may say more."""
    reason = "Completed" if code == 0 else "Error"
    found = judged(exits, Snapshot(pods=(pod(crashed(code, reason)),)))
    assert list(found) == [wanted]
    assert found[wanted].voice is Voice.GUESS
    assert found[wanted].evidence[-1].line.startswith("last terminated: ")


def test_a_start_that_failed_is_no_exit() -> None:
    """StartError means that the command never ran, whatever the code."""
    found = judged(exits, Snapshot(pods=(pod(crashed(127, "StartError")),)))
    assert list(found) == ["config.entrypoint_not_found"]


def test_oom_is_the_platforms_word_and_has_a_number() -> None:
    """The limit and the next one stand in the suggestion."""
    container = crashed(137, "OOMKilled", limits={"memory": "512Mi"})
    found = judged(killed, Snapshot(pods=(pod(container),)))["oom.container_limit"]
    assert found.confidence is Confidence.HIGH
    assert "512Mi" in found.title
    assert "shipshape:memory 768Mi" in found.suggestion


def test_137_alone_is_no_oom() -> None:
    """SIGKILL doesn't say who sent it, and the confidence says so."""
    found = judged(killed, Snapshot(pods=(pod(crashed(137)),)))
    assert list(found) == ["crash.sigkill"]
    assert found["crash.sigkill"].confidence is Confidence.LOW
    assert "not proven" in found["crash.sigkill"].suggestion


def test_137_near_the_limit_says_so() -> None:
    """A measured value is told beside the guess."""
    labels = {"pod": "web-6d7f8c9b5d-6k2wq", "container": "app"}
    snapshot = Snapshot(
        pods=(pod(crashed(137, limits={"memory": "100Mi"})),),
        samples=(Sample("container_memory_working_set_bytes", 99 * 2**20, labels),),
    )
    assert "99% of the limit" in judged(killed, snapshot)["crash.sigkill"].suggestion


def test_143_and_signals_are_told() -> None:
    """Docker may give the signal instead of the code."""
    assert list(judged(killed, Snapshot(pods=(pod(crashed(143)),)))) == ["crash.sigterm"]
    ended = Container("a", state=State("terminated", "Error", signal=9))
    assert list(judged(killed, Snapshot(containers=(ended,)))) == ["crash.sigkill"]
    broken = Container("a", state=State("terminated", "Error", exit_code=0, signal=11))
    assert list(judged(exits, Snapshot(containers=(broken,)))) == ["crash.segfault"]


@pytest.mark.parametrize(
    "fine",
    [
        pod(crashed(1), phase="Succeeded"),
        pod(
            Container("job", state=State("terminated", "Completed", exit_code=0)),
            restart_policy="Never",
        ),
        pod(
            Container(
                "app",
                state=State("running"),
                last_state=State("terminated", "Error", exit_code=1),
                ready=True,
                restarts=1,
            )
        ),
    ],
)
def test_an_end_that_is_over_is_silent(fine: Pod) -> None:
    """Jobs that are done, and one crash that a ready container has left behind."""
    assert not judged(exits, Snapshot(pods=(fine,)))
