"""The service's log: one line of JSON a record, with the trace it belongs to."""

import json
import logging
import os
import re
import secrets
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_trace: ContextVar[dict[str, str]] = ContextVar("trace")
_log = logging.getLogger("service")


class JsonLines(logging.Formatter):
    """A record as one line: time (UTC), level, service, message, the trace, and `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record; an exception goes into `error`, with its trace, on the same line."""
        line = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat("T", "milliseconds"),
            "level": record.levelname.lower(),
            "service": os.environ.get("SERVICE_NAME", "python-service"),
            "version": os.environ.get("SERVICE_VERSION", "unknown"),
            "message": record.getMessage(),
            **_trace.get({}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure() -> None:
    """Send every logger of the process, the server's own included, through one handler."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(
        level=os.environ.get("LOG_LEVEL", "info").upper(), handlers=[handler], force=True
    )


class RequestRecords:
    """One record for each request, at its end: also for one that failed or was cut off.

    A probe's record is of level debug: there is one every few seconds.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request within its trace, and tell how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        began = time.monotonic()

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        _trace.set(trace_of(dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1")))
        try:
            await self._app(scope, receive, noting)
        finally:
            fields = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "duration_ms": round((time.monotonic() - began) * 1000),
            }
            probe = scope["path"].startswith("/health")
            _log.log(logging.DEBUG if probe else logging.INFO, "request", extra={"fields": fields})


def trace_of(header: str) -> dict[str, str]:
    """The ids of a request: the caller's trace (W3C `traceparent`) or a new one, and a new span."""
    found = _TRACEPARENT.fullmatch(header)
    trace = found[1] if found else secrets.token_hex(16)
    return {"trace_id": trace, "span_id": secrets.token_hex(8)}
