"""The event that a function URL makes of a request, whole."""

import json
from datetime import UTC, datetime

import pytest

from local.functions import UrlRequest, url_event

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_a_request_with_everything() -> None:
    """Lower-case names, cookies apart, repeated parameters joined."""
    headers = {"Host": "ab.lambda-url.eu-west-1.on.aws", "Cookie": "a=1; b=2", "User-Agent": "x"}
    headers["Content-Type"] = "application/json"
    request = UrlRequest("post", "/api?q=1&q=2&e=", headers, b'{"a": 1}')
    assert json.loads(url_event(request, "42", AT)) == {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/api",
        "rawQueryString": "q=1&q=2&e=",
        "cookies": ["a=1", "b=2"],
        "headers": {
            "host": "ab.lambda-url.eu-west-1.on.aws",
            "user-agent": "x",
            "content-type": "application/json",
        },
        "queryStringParameters": {"q": "1,2", "e": ""},
        "requestContext": {
            "accountId": "anonymous",
            "apiId": "ab",
            "domainName": "ab.lambda-url.eu-west-1.on.aws",
            "domainPrefix": "ab",
            "http": {
                "method": "POST",
                "path": "/api",
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "x",
            },
            "requestId": "42",
            "routeKey": "$default",
            "stage": "$default",
            "time": "04/Mar/2026:05:06:07 +0000",
            "timeEpoch": 1772600767000,
        },
        "body": '{"a": 1}',
        "isBase64Encoded": False,
    }


@pytest.mark.parametrize(
    ("kind", "body", "encoded"),
    [("text/plain", "hi", False), ("image/png", "aGk=", True), ("", "aGk=", True)],
)
def test_what_is_text_stays_text(kind: str, body: str, *, encoded: bool) -> None:
    """Anything else is encoded."""
    request = UrlRequest("PUT", "/", {"content-type": kind}, b"hi")
    event = json.loads(url_event(request, "42", AT))
    assert (event["body"], event["isBase64Encoded"]) == (body, encoded)
