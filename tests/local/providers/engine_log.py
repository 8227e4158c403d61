"""An engine of which only the log works."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2_grpc


class EngineLog(engine_pb2_grpc.EngineServicer):
    """Collects what a provider logs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.statuses: list[str] = []

    def Log(self, request: Any, _: Any) -> Any:  # noqa: N802 - the protocol's name
        """Keep the message."""
        (self.statuses if request.ephemeral else self.lines).append(request.message)
        return empty_pb2.Empty()


@pytest.fixture
def engine_log() -> Iterator[tuple[EngineLog, str]]:
    """An engine that only keeps a log, and its address."""
    log = EngineLog()
    server = grpc.server(ThreadPoolExecutor(4))
    engine_pb2_grpc.add_EngineServicer_to_server(log, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield log, f"127.0.0.1:{port}"
    server.stop(grace=None).wait()
