"""Serving the pack to the engine, over the protocol that all its analyzers speak."""

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import grpc
from pulumi.runtime.proto import analyzer_pb2_grpc

from ..rules import registered
from .analyzer import Analyzer
from .inspections import Inspections
from .stacks import Stacks
from .waivers import FILE, Waiver, read_waivers

# The engine's own limit for one message, in bytes: a whole stack comes in one.
_LARGEST = 400 * 1024 * 1024


def serve() -> None:
    """Serve the pack for the project in the working folder."""
    listen(analyzer(Path.cwd()))


def listen(servicer: Analyzer) -> None:
    """Tell the engine our port, and answer it until it ends us."""
    # The engine asks for one resource after another; a second thread would only share the first's.
    server = grpc.server(
        ThreadPoolExecutor(max_workers=1), options=[("grpc.max_receive_message_length", _LARGEST)]
    )
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    gc.freeze()  # modules live as long as we do: no use in visiting them at each collection
    print(port, flush=True)
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:  # the user ends the operation: so does the engine
        server.stop(None)


def analyzer(folder: Path) -> Analyzer:
    """The pack for the project in a folder."""
    waivers, faults = project_waivers(folder)
    return Analyzer(Stacks(registered(), folder), waivers, faults, Inspections(folder))


def project_waivers(folder: Path) -> tuple[list[Waiver], list[str]]:
    """The waivers in the project's folder, and what is wrong with them."""
    try:
        text = (folder / FILE).read_text()
    except OSError:
        return [], []
    today = datetime.now(UTC).date()
    return read_waivers(text, registered(), today)
