"""Serves a provider to the engine that started this process.

The engine reads the port from the first line of stdout and ends the process
with SIGINT or SIGTERM; an engine that died is noticed by its absence.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

_WORKERS = 256
"""Every resource that waits for readiness holds a thread; the engine's default parallelism is
four per processor."""

_MESSAGE_BYTES = 400 * 1024 * 1024
"""The engine's own limit."""

_PARENT_CHECK_SECONDS = 1.0


def serve(provider: Callable[[str], Any], arguments: list[str]) -> int:
    """Serve until told to stop; `provider` makes the servicer for an engine's address."""
    parent = os.getppid()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    limits = [(f"grpc.max_{way}_message_length", _MESSAGE_BYTES) for way in ("send", "receive")]
    server = grpc.server(ThreadPoolExecutor(_WORKERS), options=limits)
    address = arguments[0] if arguments else ""
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider(address), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while not stopping.wait(_PARENT_CHECK_SECONDS) and os.getppid() == parent:
        pass
    server.stop(grace=None)
    # Threads that still wait for a resource must not keep a stopped provider alive.
    os._exit(0)
