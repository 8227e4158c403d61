"""What the gateway changes in the heads that pass it, byte for byte."""

from local.functions.heads import next_answer, request


def test_a_request_gets_the_prefix_and_asks_to_close() -> None:
    """Everything else stays as it was sent."""
    head = (
        b"POST /2018-06-01/runtime/invocation/42/response HTTP/1.1\r\n"
        b"Host: 127.0.0.1:9001\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    assert request(head, "/.rt") == (
        "/2018-06-01/runtime/invocation/42/response",
        (
            b"POST /.rt/2018-06-01/runtime/invocation/42/response HTTP/1.1\r\n"
            b"Host: 127.0.0.1:9001\r\nTransfer-Encoding: chunked\r\nconnection: close\r\n\r\n"
        ),
    )


def test_an_event_comes_with_the_true_arn_and_deadline() -> None:
    """The emulator puts the same ones into every answer."""
    head = (
        b"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 42\r\n"
        b"lambda-runtime-deadline-ms: 600000\r\n"
        b"lambda-runtime-invoked-function-arn: function-arn\r\ncontent-length: 2\r\n\r\n"
    )
    assert next_answer(head, "arn:aws:lambda:x", 1700000000000) == (
        "42",
        (
            b"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 42\r\n"
            b"lambda-runtime-deadline-ms: 1700000000000\r\n"
            b"lambda-runtime-invoked-function-arn: arn:aws:lambda:x\r\ncontent-length: 2\r\n\r\n"
        ),
    )


def test_no_event_yet() -> None:
    """The emulator answers 204 while there is nothing: no request was taken."""
    head = b"HTTP/1.1 204 No Content\r\nlambda-runtime-aws-request-id: 42\r\n\r\n"
    assert next_answer(head, "a", 1) == ("", head)
