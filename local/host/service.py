"""Put the host on the wire."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
from pulumi.runtime.proto import language_pb2_grpc

from local.host.children import Children
from local.host.server import PythonHost

# The engine's own limit for one message.
MESSAGE_BYTES = 400 * 1024 * 1024
# Every program and every plugin holds a thread for as long as it runs.
THREADS = 64


def serve(runner: Path, engine: str, children: Children) -> tuple[Any, int]:
    """Start the service on a free loopback port; gives the server and the port."""
    server = grpc.server(
        ThreadPoolExecutor(max_workers=THREADS),
        options=[
            ("grpc.max_send_message_length", MESSAGE_BYTES),
            ("grpc.max_receive_message_length", MESSAGE_BYTES),
        ],
    )
    host = PythonHost(runner, engine, children)
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(host, server)
    port: int = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port
