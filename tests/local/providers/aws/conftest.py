"""A provider as the engine sees it: over gRPC, against an account of moto's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2 as proto
from pulumi.runtime.proto import provider_pb2_grpc

from local.aws.account import client_environment
from local.providers.aws.server import Provider
from local.providers.protocol.properties import decode, encode
from tests.local.providers.aws.account import REGION, Aws, serving
from tests.local.providers.engine_log import EngineLog

Map = dict[str, Any]


def urn(token: str, name: str = "thing") -> str:
    """The engine's name of a resource that is a component's child."""
    return f"urn:pulumi:dev::project::shipshape:index:Service${token}::{name}"


@dataclass
class Served:
    """A running provider: its stub, the account behind it, and the engine's log."""

    stub: Any
    aws: Aws
    log: EngineLog

    def configure(self, **settings: str) -> None:
        """Configure the provider for the account, with more settings."""
        given = {"region": REGION, **settings}
        self.stub.Configure(proto.ConfigureRequest(args=encode(given), acceptSecrets=True))

    def checked(self, token: str, news: Map, olds: Map | None = None) -> Map:
        """Check inputs; the completed ones."""
        answer = self.check(token, news, olds)
        assert [each.reason for each in answer.failures] == []
        return decode(answer.inputs)

    def check(self, token: str, news: Map, olds: Map | None = None, **more: Any) -> Any:
        """Check inputs; the whole answer."""
        message = proto.CheckRequest(
            urn=urn(token), news=encode(news), olds=encode(olds or {}), randomSeed=b"seed", **more
        )
        return self.stub.Check(message)

    def create(
        self, token: str, inputs: Map, *, preview: bool = False, timeout: float = 0
    ) -> tuple[str, Map]:
        """Create a resource; its identity and outputs."""
        answer = self.stub.Create(
            proto.CreateRequest(
                urn=urn(token), properties=encode(inputs), preview=preview, timeout=timeout
            )
        )
        return answer.id, decode(answer.properties)

    def read(
        self, token: str, identity: str, state: Map | None = None, inputs: Map | None = None
    ) -> tuple[str, Map, Map]:
        """Read a resource; its identity, outputs and inputs."""
        message = proto.ReadRequest(
            id=identity,
            urn=urn(token),
            properties=encode(state or {}),
            inputs=encode(inputs or {}),
        )
        answer = self.stub.Read(message)
        return answer.id, decode(answer.properties), decode(answer.inputs)

    def diff(self, token: str, state: Map, news: Map, **more: Any) -> Any:
        """Compare; the whole answer."""
        message = proto.DiffRequest(
            id="id", urn=urn(token), olds=encode(state), news=encode(news), **more
        )
        return self.stub.Diff(message)

    def update(
        self, token: str, identity: str, states: tuple[Map, Map], *, preview: bool = False
    ) -> Map:
        """Update from a state to inputs; the outputs."""
        state, news = states
        message = proto.UpdateRequest(
            id=identity, urn=urn(token), olds=encode(state), news=encode(news), preview=preview
        )
        return decode(self.stub.Update(message).properties)

    def delete(self, token: str, identity: str, state: Map) -> None:
        """Delete a resource."""
        self.stub.Delete(proto.DeleteRequest(id=identity, urn=urn(token), properties=encode(state)))


@pytest.fixture(scope="package")
def account() -> Iterator[Aws]:
    """The account of this folder's tests, which the environment leads to: no further than it."""
    with serving() as served, pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
            patch.delenv(name, raising=False)
        for name, value in client_environment(served.url, REGION).items():
            patch.setenv(name, value)
        yield served


@pytest.fixture
def aws(account: Aws) -> Aws:
    """The account, emptied for the test."""
    account.empty()
    return account


@pytest.fixture
def unconfigured(aws: Aws, engine_log: tuple[EngineLog, str]) -> Iterator[Served]:
    """A provider that is not configured yet, and an engine that keeps its log."""
    log, address = engine_log
    with _provider(aws, log, address) as served:
        yield served


@pytest.fixture(scope="package")
def shared(account: Aws) -> Iterator[Served]:
    """A configured provider that keeps its clients over all tests: to make them is slow."""
    with _provider(account, EngineLog(), "") as served:
        served.configure()
        yield served


@pytest.fixture
def served(shared: Served, aws: Aws) -> Served:
    """The shared provider, in the emptied account."""
    assert shared.aws is aws
    return shared


@contextmanager
def _provider(aws: Aws, log: EngineLog, address: str) -> Iterator[Served]:
    server = grpc.server(ThreadPoolExecutor(8))
    provider = Provider(address)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    # The engine takes headers of 16 MiB; gRPC for Python takes 8 KiB unless told otherwise.
    limits = [(f"grpc.{kind}max_metadata_size", 1 << 24) for kind in ("", "absolute_")]
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=limits) as channel:
        yield Served(provider_pb2_grpc.ResourceProviderStub(channel), aws, log)
    server.stop(grace=None).wait()
    provider.close()
