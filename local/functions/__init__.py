"""A container image run as AWS Lambda runs it, against an emulator of its runtime interface.

How to use it::

    spec = FunctionSpec("api", "1", image, {"AWS_LWA_INVOKE_MODE": "response_stream"}, 1024, 120.0)
    with Instance.start(spec, default_paths()) as instance:
        invocation = instance.invoke(url_event(UrlRequest("GET", "/readyz"), "id"), streaming=True)
        prelude, body = split(piece.data for piece in invocation.pieces())

It needs the embedded platform (its containerd, its network) and root. What it
proves, and what only AWS can: docs/decisions/lambda-on-one-machine.md.
"""

from local.functions.answer import Piece
from local.functions.failure import InitFailed
from local.functions.instance import Exit, Instance
from local.functions.invocation import Invocation
from local.functions.log import Log, LogLine
from local.functions.prelude import Prelude, split
from local.functions.spec import FunctionSpec
from local.functions.url_event import UrlRequest, url_event

__all__ = [
    "Exit",
    "FunctionSpec",
    "InitFailed",
    "Instance",
    "Invocation",
    "Log",
    "LogLine",
    "Piece",
    "Prelude",
    "UrlRequest",
    "split",
    "url_event",
]
