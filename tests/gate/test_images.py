"""What registries say when a pull fails, and how long it may stay so."""

import pytest

from gate import patience
from gate.signals.images import pull_patience
from tests.gate.rollouts import event, pod

FINAL = [
    "rpc error: code = NotFound desc = failed to resolve reference: web:9: not found",
    "manifest for web:9 not found: manifest unknown: manifest unknown",
    "pull access denied, repository does not exist: insufficient_scope: authorization failed",
    "unexpected status from HEAD request: 403 Forbidden",
    "failed to authorize: failed to fetch anonymous token: 401 Unauthorized",
    "no match for platform in manifest: not found",
    "tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "http: server gave HTTP response to HTTPS client",
    'failed to resolve reference "registry.example.com:5000/web:1.503": not found',
]
BUSY = [
    "429 Too Many Requests - Server message: toomanyrequests: pull rate limit reached: denied",
    "unexpected status code 503 Service Unavailable",
    "received unexpected HTTP status: 502 Bad Gateway",
    "unexpected status from HEAD request to https://registry.example.com/v2/web: 500 Internal",
    "failed to copy: httpReadSeeker: unexpected EOF",
    "read tcp 10.0.0.1:4->10.0.0.2:443: read: connection reset by peer",
    "net/http: TLS handshake timeout",
    "lookup registry.example.com: server misbehaving",
]
NO_WAY = [
    "dial tcp 127.0.0.1:5999: connect: connection refused",
    "dial tcp: lookup registry.example.com: no such host",
    "dial tcp 203.0.113.7:443: i/o timeout",
    "dial tcp 203.0.113.7:443: connect: no route to host",
]


@pytest.mark.parametrize("message", FINAL)
def test_a_plain_no(message: str) -> None:
    """Another attempt gives the same answer."""
    assert pull_patience(message, ()) == patience.SETTLE


@pytest.mark.parametrize("message", BUSY)
def test_a_registry_that_may_answer_later(message: str) -> None:
    """Though Docker Hub says "denied" in the same breath."""
    assert pull_patience(message, ()) == patience.BUSY_REGISTRY


@pytest.mark.parametrize("message", NO_WAY)
def test_no_way_to_the_registry(message: str) -> None:
    """A moment, but not until the next attempt."""
    assert pull_patience(message, ()) == patience.PULL


def test_an_old_kubelet_says_it_in_events_only() -> None:
    """`Back-off pulling image` and no more; other events of the pod don't count."""
    there = pod()
    failed = event("Failed", 'Failed to pull image "web:9": web:9: not found', there)
    other = event("Failed", "Error: 429", there)
    assert pull_patience('Back-off pulling image "web:9"', (other,)) == patience.PULL
    assert pull_patience('Back-off pulling image "web:9"', (other, failed)) == patience.SETTLE


def test_from_the_first_event_to_the_text_there_are_15_s() -> None:
    """Five of them are for looking, collecting and explaining."""
    crashes_and_images = (patience.AT_ONCE, patience.SETTLE, patience.CONFIGURATION, patience.PULL)
    assert max(crashes_and_images) <= 15 - 5
    assert patience.SCHEDULING <= 30 - 5
