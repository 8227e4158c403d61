"""Invocations over a socket, with AWS's own event streams."""

import pytest

from collect.live.aws import invoking
from collect.live.aws.invoking import Invoked, Request, event, invoke
from collect.parsing.function_answer import Piece
from tests.collect.live.aws.account import (
    FUNCTION,
    REGION,
    Account,
    Failure,
    Refusal,
    prelude,
    slowly,
)


def _invoke(request: Request | None = None, seconds: float = 5) -> Invoked:
    return invoke(FUNCTION, "7", request or Request(), REGION, seconds)


def test_the_event_of_a_function_url(account: Account) -> None:
    """Method, path, query, headers and body, where a web adapter looks for them."""
    account.versions["7"] = lambda _: [prelude(204)]
    headers = {"Content-Type": "application/json"}
    found = _invoke(Request("POST", "/api/generate?a=b%20c", headers, '{"prompt": "é"}'))
    assert found.status == 204
    ((version, sent),) = account.asked
    assert version == "7"
    assert (sent["version"], sent["rawPath"]) == ("2.0", "/api/generate")
    assert sent["rawQueryString"] == "a=b%20c"
    assert sent["requestContext"]["http"]["method"] == "POST"
    assert sent["headers"]["content-type"] == "application/json"
    assert (sent["body"], sent["isBase64Encoded"]) == ('{"prompt": "é"}', False)
    assert "body" not in event(Request())


def test_a_stream(account: Account) -> None:
    """Pieces when they came, and the log of a good invocation."""
    account.versions["7"] = lambda _: [
        *[prelude(content_type="text/event-stream")],
        Failure(log="REPORT RequestId: r-1"),
    ]
    assert _invoke().log == "REPORT RequestId: r-1"

    def streaming(_: object) -> object:
        yield prelude(content_type="text/event-stream")
        yield from slowly([b"data: 1\n\n", b"data: 2\n\n", b"data: 3\n\n"], 0.2)

    account.versions["7"] = streaming  # type: ignore[assignment]
    found = _invoke()
    assert (found.status, found.streamed) == (200, True)
    assert found.headers == {"content-type": "text/event-stream"}
    assert [piece.content for piece in found.pieces] == [
        b"data: 1\n\n",
        b"data: 2\n\n",
        b"data: 3\n\n",
    ]
    gaps = [
        later.at - sooner.at for sooner, later in zip(found.pieces, found.pieces[1:], strict=False)
    ]
    assert all(0.15 < gap < 1 for gap in gaps)


def test_a_function_that_fails(account: Account) -> None:
    """Type and message of its own, and what it logged; what it sent before is none of an answer."""
    account.versions["7"] = lambda _: [
        b"half an",
        Failure("Runtime.ExitError", "exit status 1", "Cannot find module"),
    ]
    found = _invoke()
    assert (found.status, found.pieces) == (0, ())
    assert (found.error_type, found.error) == ("Runtime.ExitError", "exit status 1")
    assert found.log == "Cannot find module"
    assert found.refused == ""


def test_a_function_that_fails_midway(account: Account) -> None:
    """The answer had begun: both are told."""
    account.versions["7"] = lambda _: [prelude(), b"one", Failure("Sandbox.Timedout", "cut off")]
    found = _invoke()
    assert (found.status, found.body, found.error_type) == (200, "one", "Sandbox.Timedout")


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(429, "TooManyRequestsException", "Rate Exceeded."),
        Refusal(409, "ResourceConflictException", "The function is in the state Pending"),
        Refusal(404, "ResourceNotFoundException", "Function not found: chat:7"),
    ],
)
def test_a_refusal(account: Account, refusal: Refusal) -> None:
    """AWS's own words, and the name of them; asked once."""
    account.versions["7"] = lambda _: refusal
    found = _invoke()
    assert (found.code, found.refused) == (refusal.code, refusal.message)
    assert found.status == 0
    assert len(account.asked) == 1


def test_silence(account: Account) -> None:
    """Before the answer, and in its middle: what came is kept."""
    account.versions["7"] = lambda _: slowly([prelude()], 3)
    found = _invoke(seconds=0.3)
    assert (found.status, found.code) == (0, "ReadTimeoutError")
    account.versions["7"] = lambda _: (
        one for part in ([prelude(), b"one"], slowly([b"two"], 3)) for one in part
    )
    found = _invoke(seconds=0.5)
    assert (found.status, found.body) == (200, "one")
    assert "timed out" in found.refused.lower()


def test_an_answer_that_goes_on(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough is enough: the rest is not waited for."""
    monkeypatch.setattr(invoking, "ENOUGH", 0.2)
    account.versions["7"] = lambda _: (
        one for part in ([prelude()], slowly([b"x"] * 1000, 0.05)) for one in part
    )
    found = _invoke()
    assert found.status == 200
    assert 5 <= len(found.pieces) < 30
    assert found.pieces[0] == Piece(found.pieces[0].at, b"x")


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """No network and no credentials are answers, too."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    found = _invoke()
    assert (found.status, found.code) == (0, "EndpointConnectionError")
