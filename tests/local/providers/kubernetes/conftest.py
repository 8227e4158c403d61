"""A provider as the engine sees it: over gRPC, against a fake API server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as proto
from pulumi.runtime.proto import provider_pb2_grpc

from local.providers.kubernetes.server import Provider
from local.providers.protocol.properties import decode, encode
from tests.local.providers.engine_log import EngineLog
from tests.local.providers.kubernetes.cluster_stack import (
    cluster,
    kubeconfig,
    runtime_image,
    stack,
)
from tests.local.providers.kubernetes.fake_api import FakeApi, serving

__all__ = ["cluster", "kubeconfig", "runtime_image", "stack"]


@dataclass
class Served:
    """A running provider: its stub, the API behind it, and the engine's log."""

    stub: Any
    api: FakeApi
    log: EngineLog
    address: str

    def configure(self, **settings: str) -> None:
        """Configure the provider for the fake API, with more settings."""
        given = {"kubeconfig": self.api.kubeconfig(), **settings}
        variables = {f"kubernetes:config:{key}": value for key, value in given.items()}
        self.stub.Configure(proto.ConfigureRequest(variables=variables, acceptSecrets=True))

    def check(self, urn: str, news: dict[str, Any], olds: dict[str, Any] | None = None) -> Any:
        """Check inputs and give the answer, decoded."""
        request = proto.CheckRequest(
            urn=urn, news=encode(news), olds=encode(olds or {}), randomSeed=b"seed"
        )
        return decode(self.stub.Check(request).inputs)

    def create(
        self, urn: str, inputs: dict[str, Any], *, preview: bool = False, timeout: float = 0
    ) -> tuple[str, dict[str, Any]]:
        """Create a resource; its identity and outputs."""
        request = proto.CreateRequest(
            urn=urn, properties=encode(inputs), preview=preview, timeout=timeout
        )
        answer = self.stub.Create(request)
        return answer.id, decode(answer.properties)


def urn(token: str, name: str = "thing") -> str:
    """The engine's name of a resource."""
    return f"urn:pulumi:dev::project::{token}::{name}"


@pytest.fixture
def served(engine_log: tuple[EngineLog, str]) -> Iterator[Served]:
    """A provider that is not configured yet."""
    log, address = engine_log
    with serving() as api:
        server = grpc.server(ThreadPoolExecutor(16))
        provider = Provider(address)
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        # The engine takes headers of 16 MiB; gRPC for Python takes 8 KiB unless told otherwise.
        limits = [(f"grpc.{kind}max_metadata_size", 1 << 24) for kind in ("", "absolute_")]
        with grpc.insecure_channel(f"127.0.0.1:{port}", options=limits) as channel:
            yield Served(provider_pb2_grpc.ResourceProviderStub(channel), api, log, address)
        server.stop(grace=None).wait()
        provider.close()
