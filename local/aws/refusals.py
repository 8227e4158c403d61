"""Telling who may not ask, in the protocol and with the code of the service that was asked."""

from dataclasses import replace
from xml.sax.saxutils import escape

from local.aws.errors import AwsError
from local.aws.http import Reply, Request

_UNKNOWN = "UnrecognizedClientException"
_QUERY = {_UNKNOWN: "InvalidClientTokenId", "InvalidSignatureException": "SignatureDoesNotMatch"}
_S3 = {_UNKNOWN: "InvalidAccessKeyId", "InvalidSignatureException": "SignatureDoesNotMatch"}
"""The older protocols' names of the same two errors."""


def reply(error: AwsError, service: str, request: Request) -> Reply:
    """The refusal of a request to `service`."""
    if service == "s3":
        return _xml("<Error>{}</Error>", _S3[error.code], error)
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        frame = "<ErrorResponse><Error><Type>Sender</Type>{}</Error></ErrorResponse>"
        return _xml(frame, _QUERY[error.code], error)
    told = error.reply()
    if "x-amzn-query-mode" in request.headers:
        code = {"x-amzn-query-error": f"{_QUERY[error.code]};Sender"}
        return replace(told, headers={**told.headers, **code})
    return told


def _xml(frame: str, code: str, error: AwsError) -> Reply:
    inner = f"<Code>{code}</Code><Message>{escape(error.message)}</Message>"
    return Reply(error.status, frame.format(inner).encode(), {"Content-Type": "text/xml"})
