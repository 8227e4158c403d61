"""A policy pack's own process, asked as the engine asks it, over gRPC."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import grpc
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from bench.deployment import TYPE, deployment
from bench.packs import python_of
from bench.processes import processor_seconds

# The engine's own limit for one message.
_OPTIONS = [("grpc.max_send_message_length", 400 * 1024 * 1024)]
_WARM_UP = 10


class Asked(NamedTuple):
    """Resources a second, the pack's processor seconds for each, and the seconds of its start."""

    rate: float
    processor: float
    start: float


def asked(pack: Path, count: int) -> Asked:
    """Ask for a remediation and an analysis of each Deployment, and for one of the whole stack."""
    requests = [_request(number) for number in range(count)]
    began = time.monotonic()
    with _analyzer(pack) as (analyzer, pid):
        start = time.monotonic() - began
        _ask(analyzer, requests[:_WARM_UP])
        used, began = processor_seconds(pid), time.monotonic()
        _ask(analyzer, requests)
        took = time.monotonic() - began
        return Asked(count / took, (processor_seconds(pid) - used) / count, start)


def _ask(analyzer: Any, requests: Sequence[Any]) -> None:
    for one in requests:
        analyzer.Remediate(one)
        analyzer.Analyze(one)
    whole = [
        analyzer_pb2.AnalyzerResource(
            type=one.type, name=one.name, urn=one.urn, properties=one.properties
        )
        for one in requests
    ]
    analyzer.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=whole))


@contextmanager
def _analyzer(pack: Path) -> Iterator[tuple[Any, int]]:
    """A client of the pack, served by its own Python, and the number of its process."""
    command = [str(python_of(pack)), "-u", "-m", "pulumi.policy", "127.0.0.1:0", str(pack)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = (process.stdout or sys.stdin).readline().strip()
            with grpc.insecure_channel(f"127.0.0.1:{port}", options=_OPTIONS) as channel:
                analyzer = analyzer_pb2_grpc.AnalyzerStub(channel)
                configured = analyzer_pb2.AnalyzerStackConfigureRequest(stack="dev")
                analyzer.ConfigureStack(configured)
                yield analyzer, process.pid
        finally:
            process.kill()


def _request(number: int) -> Any:
    name = f"app-{number}"
    properties = struct_pb2.Struct()
    properties.update(deployment(name))
    urn = f"urn:pulumi:dev::bench::{TYPE}::{name}"
    return analyzer_pb2.AnalyzeRequest(type=TYPE, name=name, urn=urn, properties=properties)
