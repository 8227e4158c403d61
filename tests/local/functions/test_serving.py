"""The same image on Lambda: it starts fast, streams as it produces, and ends when asked."""

import itertools
import json
import statistics

import pytest

from local.functions import Instance
from tests.local.functions.asking import READY, prompt, timed, whole
from tests.local.functions.conftest import Start

pytestmark = [pytest.mark.engine, pytest.mark.cluster]


def test_pain_34_the_image_answers_without_lambda_code(warm: Instance) -> None:
    """Health and a whole answer; the reference service knows nothing of Lambda."""
    invocation = warm.invoke(READY, streaming=True)
    prelude, body = whole(invocation)
    assert (prelude.status, json.loads(body)["status"]) == (200, "ok")
    assert prelude.headers["content-type"] == "application/json"
    assert (invocation.error, invocation.message) == (None, "")
    assert 0 < invocation.max_memory_mib < 1024


def test_pain_32_a_cold_start_takes_less_than_two_seconds(start: Start) -> None:
    """From starting the processes to the first request for an event; the best of three counts."""
    seconds = []
    for _ in range(3):
        instance = start()
        seconds.append(instance.init_seconds)
        instance.stop()
    assert min(seconds) < 2.0, seconds


def test_the_first_byte_comes_at_once(start: Start) -> None:
    """Under 150 ms after the event, once the environment is warm; the median of five."""
    instance = start(OFFLINE_CHUNK_DELAY_MS="0")
    firsts = []
    for _ in range(5):
        pieces = instance.invoke(prompt(), streaming=True).pieces()
        firsts.append(next(pieces).at)
        list(pieces)
    assert statistics.median(firsts) < 0.15, firsts


def test_pain_31_words_arrive_as_the_model_produces_them(warm: Instance) -> None:
    """Forty words, 100 ms apart, come over four seconds and most of them alone."""
    pieces = timed(warm.invoke(prompt(), streaming=True))
    gaps = [after.at - before.at for before, after in itertools.pairwise(pieces)]
    assert len(pieces) == 40
    assert pieces[-1].at - pieces[0].at > 3.5
    assert sum(0.05 <= gap <= 0.2 for gap in gaps) >= 0.8 * len(gaps), gaps


def test_pain_31_a_buffering_adapter_gives_everything_at_once(start: Start) -> None:
    """The other half of the pair unset: the answer is one piece of JSON, at the end."""
    instance = start(AWS_LWA_INVOKE_MODE="buffered", OFFLINE_CHUNK_DELAY_MS="20")
    pieces = list(instance.invoke(prompt(), streaming=True).pieces())
    answer = json.loads(b"".join(piece.data for piece in pieces))
    assert answer["statusCode"] == 200
    assert answer["body"].count("text-delta") == 40
    assert pieces[-1].at - pieces[0].at < 0.1


def test_a_caller_that_does_not_stream_gets_it_whole(start: Start) -> None:
    """As from Invoke: one piece, after the last word."""
    instance = start(OFFLINE_CHUNK_DELAY_MS="20")
    pieces = list(instance.invoke(prompt(), streaming=False).pieces())
    assert len(pieces) == 1
    assert pieces[0].at > 0.7


def test_two_functions_on_one_port(start: Start) -> None:
    """Each has a network of its own, so an old version can live beside a new one."""
    one, other = start(SERVICE_VERSION="1"), start(SERVICE_VERSION="2")
    answers = [json.loads(whole(each.invoke(READY, streaming=True))[1]) for each in (one, other)]
    assert [answer["version"] for answer in answers] == ["1", "2"]


def test_sigterm_ends_the_service_within_its_two_seconds(warm: Instance) -> None:
    """Right after an answer, the adapter's connection still open: it exits by itself."""
    whole(warm.invoke(READY, streaming=True))
    ended = warm.stop()
    assert (ended.killed, ended.codes["function"]) == (False, 0)
    assert ended.seconds < 2.0
    events = [json.loads(line.text)["event"] for line in warm.log.lines if line.text[:1] == "{"]
    assert events[-2:] == ["shutdown.start", "shutdown.end"]
    assert not warm.alive


def test_what_outlives_sigterm_is_killed_after_two_seconds(start: Start) -> None:
    """A service that would take five seconds to stop does not get them."""
    ended = start(SHUTDOWN_DELAY_SECONDS="5", SHUTDOWN_GRACE_SECONDS="5").stop()
    assert ended.killed
    assert ended.codes["function"] == 137
    assert 2.0 <= ended.seconds < 6.0


def test_the_log_is_the_services_and_the_processes(warm: Instance) -> None:
    """START, what the processes wrote, END and REPORT; initialisation is told once."""
    for _ in range(2):
        whole(warm.invoke(READY, streaming=True))
    platform = [line.text for line in warm.log.lines if line.source == "platform"]
    assert [text.split()[0] for text in platform] == ["START", "END", "REPORT"] * 2
    assert platform[0].endswith(" Version: 7")
    assert ["Init Duration" in text for text in platform if "REPORT" in text] == [True, False]
    own = [json.loads(line.text)["event"] for line in warm.log.lines if line.source == "function"]
    assert own[0] == "server.listening"
