"""Which line of a log speaks for a failure, and how loudly."""

from pathlib import Path

import pytest

from diagnosis.causes import Candidate, Scene, Voice
from diagnosis.causes.lines import matched
from diagnosis.causes.lines.templates import template
from diagnosis.matching import PatternSet, load_patterns
from diagnosis.snapshot import Container, Event, Log, Ref, Snapshot, State
from tests.diagnosis.causes.making import POD, crashed, event, pod


@pytest.fixture(scope="module")
def patterns() -> PatternSet:
    """A few patterns of this folder's own."""
    loaded = load_patterns([Path(__file__).with_name("own.yaml")], builtin=False)
    assert not loaded.refused
    return loaded.patterns


def said(text: str, patterns: PatternSet, *, crash: bool = False) -> dict[str, Candidate]:
    """What a log says, of a container that crashed or of nobody."""
    pods = (pod(crashed(1)),) if crash else ()
    snapshot = Snapshot(pods=pods, logs=(Log(text, "logs"),))
    return {one.id: one for one in matched(Scene(snapshot), patterns)}


def test_a_line_is_quoted_with_its_number(patterns: PatternSet) -> None:
    """And the suggestion holds what the regex found."""
    found = said("a\nb\nheap full\n", patterns)["oom.node_heap"]
    assert [(one.source, one.line) for one in found.evidence] == [("logs:3", "heap full")]
    assert found.suggestion == "It is full: raise it."
    assert found.voice is Voice.LINE


def test_a_sentence_that_goes_on_is_quoted_to_its_end(patterns: PatternSet) -> None:
    """The host stands in the second line; a frame of a stack is no sentence."""
    text = 'connection refused\n\tIs the server running on host "pg"?\n'
    found = said(text, patterns)["net.conn_refused"]
    assert found.evidence[1].line == 'Is the server running on host "pg"?'
    framed = said("connection refused\n    at connect (/srv/a.js:1:2)\n", patterns)
    assert len(framed["net.conn_refused"].evidence) == 1


def test_the_last_words_of_a_crash_are_louder(patterns: PatternSet) -> None:
    """What it said long before is just a line."""
    assert said("heap full", patterns, crash=True)["oom.node_heap"].voice is Voice.LAST_WORDS
    early = "heap full\n" + "x\n" * 80
    assert said(early, patterns, crash=True)["oom.node_heap"].voice is Voice.LINE


def test_a_warning_is_a_mention(patterns: PatternSet) -> None:
    """Even in the last words."""
    found = said("WARN connection refused", patterns, crash=True)
    assert found["net.conn_refused"].voice is Voice.MENTION


def test_a_mention_before_an_error_stands_aside(patterns: PatternSet) -> None:
    """The log ends with something else."""
    found = said("WARN connection refused\nValueError: other\n", patterns, crash=True)
    assert found["net.conn_refused"].aside
    found = said("WARN connection refused\nnpm error code 1\n", patterns, crash=True)
    assert not found["net.conn_refused"].aside


def test_episodes_are_counted_from_the_end(patterns: PatternSet) -> None:
    """The last one is 0, and its first line is the nearest to the cause."""
    text = "connection refused\n" + "x\n" * 50 + "heap full\nheap full\n"
    found = said(text, patterns)
    assert found["net.conn_refused"].spot.episode == 1
    assert (found["oom.node_heap"].spot.episode, found["oom.node_heap"].spot.line) == (0, 52)


def test_of_a_java_chain_the_last_is_the_cause(patterns: PatternSet) -> None:
    """Deeper is nearer."""
    text = "connection refused\nCaused by: heap full\n"
    found = said(text, patterns)
    assert found["oom.node_heap"].spot < found["net.conn_refused"].spot


def test_a_retry_that_succeeds_is_silent(patterns: PatternSet) -> None:
    """Until it fails again."""
    assert not said("connection refused\nconnected\n", patterns)
    assert said("connection refused\nconnected\nconnection refused\n", patterns)


def test_a_kill_that_a_timeout_announced_is_its_echo(patterns: PatternSet) -> None:
    """Within five seconds; a later one is a kill of its own."""
    told = "[2025-01-01 10:00:{:02d} +0000] [1] [{}] {}"
    timeout = told.format(1, "CRITICAL", "WORKER TIMEOUT (pid:9)")
    echo = told.format(2, "ERROR", "Worker (pid:9) was sent SIGKILL! Perhaps out of memory?")
    own = told.format(40, "ERROR", "Worker (pid:9) was sent SIGKILL! Perhaps out of memory?")
    assert list(said(f"{timeout}\n{echo}", patterns)) == ["app.worker_timeout"]
    assert list(said(f"{timeout}\n{own}", patterns)) == ["app.worker_timeout", "app.worker_sigkill"]


def test_an_event_speaks_of_its_own_kind_only(patterns: PatternSet) -> None:
    """A probe that is refused is no dependency that is down."""
    for reason, wanted in (("Unhealthy", 0), ("FailedCreatePodSandBox", 0), ("Other", 1)):
        snapshot = Snapshot(events=(event(reason, "connection refused"),))
        assert len(list(matched(Scene(snapshot), patterns))) == wanted, reason


def test_a_termination_message_is_a_log(patterns: PatternSet) -> None:
    """FallbackToLogsOnError puts the last lines there."""
    ended = State("terminated", "Error", "starting\nheap full\n", exit_code=134)
    snapshot = Snapshot(pods=(pod(Container("app", state=ended)),))
    [found] = matched(Scene(snapshot), patterns)
    assert found.voice is Voice.LAST_WORDS
    assert found.evidence[0].source.endswith("message:2")


def test_the_log_of_a_deleted_pod_is_not_read(patterns: PatternSet) -> None:
    """Nobody expects anything of it."""
    gone = Log("heap full", "logs", "app", POD.name, "shop")
    deleted = pod(crashed(1), reason="Terminating")
    assert not list(matched(Scene(Snapshot(pods=(deleted,), logs=(gone,))), patterns))


def test_an_event_about_nothing_is_read(patterns: PatternSet) -> None:
    """Tables that are cut have no object."""
    snapshot = Snapshot(events=(Event("Other", "connection refused", Ref("", "")),))
    [found] = matched(Scene(snapshot), patterns)
    assert found.subject.owner == ""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2025-11-04T08:12:40Z took 12.5ms", "<time> took <n>ms"),
        ('open "/a/b" from 10.0.0.1:80', "open <text> from <address>"),
        ("id 0a1b2c3d-1111-4222-8333-abcdefabcdef", "id <uuid>"),
        ("read /var/lib/x/y.db at 0xdeadbeef", "read <path> at <hex>"),
        ("call https://x.example/a?b=1 now", "call <url> now"),
    ],
)
def test_what_varies_is_masked(line: str, wanted: str) -> None:
    """Lines of one statement have one template."""
    assert template(line) == wanted
