"""Proving real services over real sockets: streaming, buffered on the way, compressed, broken."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from gate.proof.findings import Fault
from gate.proof.proving import Ways, prove_health, prove_stream
from gate.proof.routes import by_address, inner_service
from tests.gate import service
from tests.gate.api_server import closed
from tests.gate.service import Respond, serving

BODY = {"prompt": "Count to twelve."}


def _ways(address: str, pod: str | None) -> Ways:
    direct = None if pod is None else by_address(pod, 5)
    return Ways(address, by_address(address, 5), direct)


def _stream(address: str, pod: str | None = None) -> str | Fault:
    return asyncio.run(prove_stream(_ways(address, pod), "/api/generate", BODY, first_token=5))


def _fault(proof: str | Fault) -> Fault:
    assert isinstance(proof, Fault)
    return proof


def test_a_service_that_streams() -> None:
    """What is found is said: pieces, and when the first and the last came."""
    with serving(service.streaming) as url:
        proof = _stream(url)
    assert isinstance(proof, str)
    assert proof.startswith(f"POST {url}/api/generate: 13 pieces from 0.")


def test_nginx_in_front_of_it_buffers() -> None:
    """The pod streams, the address doesn't: the layer between, and its setting."""
    with serving(service.streaming) as pod, serving(service.buffering(pod)) as url:
        fault = _fault(_stream(url, pod))
    assert fault.heading == (
        f"the service is well, but its streamed answer arrives all at once: POST {url}/api/generate"
    )
    finding = fault.finding
    assert (finding.id, finding.confidence) == ("stream.buffered", "high")
    assert finding.title == "Nginx buffers the answer in front of the service"
    assert 'nginx.ingress.kubernetes.io/proxy-buffering: "off"' in finding.suggestion
    at_once, apart = finding.evidence
    assert at_once.line.startswith("100% of 13 events within 20 ms, 0.")
    assert apart.line.startswith("13 pieces from 0.")


def test_the_pod_cannot_be_asked() -> None:
    """Then nobody knows the layer, and the answer says so."""
    with serving(service.streaming) as pod, serving(service.buffering(pod)) as url:
        finding = _fault(_stream(url)).finding
    assert finding.confidence == "low"
    assert "could not be asked directly" in finding.title


@pytest.mark.parametrize(
    ("respond", "title"),
    [
        (service.in_one_piece, "The service itself sends the answer in one piece"),
        (service.compressing, "The service compresses the stream (gzip), and compression waits"),
    ],
)
def test_the_service_itself_holds_it_back(respond: Respond, title: str) -> None:
    """The pod answers at once as well."""
    with serving(respond) as url:
        finding = _fault(_stream(url, url)).finding
    assert finding.title.startswith(title)
    assert finding.confidence == "high"


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (service.refusing, 'answered 400: {"error": {"code": "invalid_request"'),
        (service.failing_midway, 'sent an error: {"type":"error","errorText":"provider_failed"}'),
    ],
)
def test_a_stream_that_fails(respond: Respond, said: str) -> None:
    """What the service said is the evidence."""
    with serving(respond) as url:
        finding = _fault(_stream(url)).finding
    assert finding.id == "stream.failed"
    assert said in finding.evidence[0].line


def test_a_short_answer_proves_nothing_and_fails_nothing() -> None:
    """The gate's note says what to change."""

    def short(handler: service.Handler) -> None:
        handler.whole(200, b"data: yes\n\n", Content_Type="text/event-stream")

    with serving(short) as url:
        proof = _stream(url)
    assert proof == (
        f"POST {url}/api/generate: not told: one event arrived; ask for a longer answer"
    )


def test_a_stream_that_never_ends_is_not_read_to_its_end() -> None:
    """A minute of it proves no more than five seconds do."""

    def endless(handler: service.Handler) -> None:
        def forever() -> Iterator[bytes]:
            while True:
                yield from service.events()

        handler.pieces(forever(), Content_Type="text/event-stream")

    began = time.monotonic()
    with serving(endless) as url:
        assert isinstance(_stream(url), str)
    assert time.monotonic() - began < 8


def test_health() -> None:
    """At the first answer that is 200."""
    with serving(service.streaming) as url:
        proof = asyncio.run(prove_health(_ways(url, None), "/health/ready", seconds=10))
    assert proof == "/health/ready answered 200"


def test_a_service_that_becomes_well_a_little_later() -> None:
    """A name, a certificate, an endpoint may need a moment."""
    answers = iter([503, 503, 200])

    def later(handler: service.Handler) -> None:
        handler.whole(next(answers), b"")

    with serving(later) as url:
        proof = asyncio.run(prove_health(_ways(url, None), "/health/ready", seconds=10))
    assert proof == "/health/ready answered 200"


def test_a_service_that_is_not_well() -> None:
    """Its own report is the evidence."""
    report = b'{"status":"failing","checks":[{"name":"database","error":"refused"}]}'
    with serving(lambda handler: handler.whole(503, report)) as url:
        proof = asyncio.run(prove_health(_ways(url, url), "/health/ready", seconds=0))
    fault = _fault(proof)
    said = f"answered 503: {report.decode()}"
    assert fault.heading == f"the pods are ready, but {url}/health/ready {said} for 0 s"
    assert fault.finding.id == "service.unwell"
    assert [one.line for one in fault.finding.evidence] == [said, said]


def test_the_way_to_a_service_that_is_well() -> None:
    """The pod answers, the address doesn't: what lies between is to be looked at."""
    with serving(service.streaming) as pod:
        proof = asyncio.run(prove_health(_ways(closed(), pod), "/health/ready", seconds=0))
    fault = _fault(proof)
    assert "gave no answer" in fault.heading
    assert fault.finding.id == "service.unreachable"
    assert "NetworkPolicy" in fault.finding.suggestion


def test_a_user_who_may_not_ask_through_the_api_server() -> None:
    """No right to services/proxy is no fault of the service; the note says it was not asked."""
    with serving(lambda handler: handler.whole(403, b"")) as url:
        ways = Ways("http://web.shop.svc", by_address(url, 5), None, inner=True)
        proof = asyncio.run(prove_health(ways, "/health/ready", seconds=0))
    assert proof == "not asked: this user may not reach services through the API server"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://web.shop.svc:80", "services/web:80"),
        ("http://web.shop.svc.cluster.local", "services/web:80"),
        ("http://web.shop.svc:8080/", "services/web:8080"),
        ("http://localhost:30080", None),
        ("https://ai.example.com", None),
        ("https://svc.example.com", None),
    ],
)
def test_addresses_that_only_the_cluster_knows(url: str, wanted: str | None) -> None:
    """A Service's own name is asked through the API server."""
    assert inner_service(url) == wanted
