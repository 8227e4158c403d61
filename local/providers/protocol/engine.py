"""Messages to the engine: lines that stay, and status lines that come and go."""

import contextlib
import threading
from typing import Any

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

_SEVERITY = {
    "info": engine_pb2.INFO,
    "warning": engine_pb2.WARNING,
    "error": engine_pb2.ERROR,
}


class Engine:
    """The engine's log. An engine that is gone loses messages; it must not fail operations."""

    def __init__(self, address: str) -> None:
        self._stub: Any = None
        self._channel: Any = None
        self._last: dict[str, str] = {}
        self._said: set[str] = set()
        self._lock = threading.Lock()
        self.attach(address)

    def attach(self, address: str) -> None:
        """Log to the engine at an address (`host:port`, empty for none)."""
        self.close()
        if address:
            self._channel = grpc.insecure_channel(address)
            self._stub = engine_pb2_grpc.EngineStub(self._channel)

    def close(self) -> None:
        """Hang up; later messages go nowhere."""
        self._stub = None
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def log(self, message: str, severity: str = "info", urn: str = "") -> None:
        """Write a line that stays in the engine's diagnostics."""
        self._send(engine_pb2.LogRequest(severity=_SEVERITY[severity], message=message, urn=urn))

    def log_once(self, message: str, severity: str = "info") -> None:
        """Write a line unless this provider has written it before."""
        with self._lock:
            first = message not in self._said
            self._said.add(message)
        if first:
            self.log(message, severity)

    def status(self, message: str, urn: str) -> None:
        """Show what a resource is waiting for; repetitions are swallowed, empty text clears."""
        with self._lock:
            repeated = self._last.get(urn, "") == message
            self._last[urn] = message
        if not repeated:
            request = engine_pb2.LogRequest(
                severity=engine_pb2.INFO, message=message, urn=urn, ephemeral=True
            )
            self._send(request)

    def is_gone(self) -> bool:
        """Tell whether there was an engine and it answers no more."""
        stub = self._stub
        if stub is None:
            return False
        try:
            stub.GetRootResource(engine_pb2.GetRootResourceRequest())
        except grpc.RpcError as error:
            return bool(error.code() is grpc.StatusCode.UNAVAILABLE)
        return False

    def _send(self, request: Any) -> None:
        stub = self._stub
        if stub is not None:
            with contextlib.suppress(grpc.RpcError):
                stub.Log(request)
