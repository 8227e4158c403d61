"""The resource provider's gRPC face: read the message, ask the operation, write the answer."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.kubernetes import MESSAGE, VERSION, configuration, wire
from local.providers.kubernetes.client import ApiError, UnreachableError
from local.providers.kubernetes.operations.check import check
from local.providers.kubernetes.operations.create import create
from local.providers.kubernetes.operations.delete import delete
from local.providers.kubernetes.operations.diff import diff
from local.providers.kubernetes.operations.invoke import invoke
from local.providers.kubernetes.operations.read import read
from local.providers.kubernetes.operations.update import update
from local.providers.kubernetes.session import Session, connect
from local.providers.kubernetes.settings import Settings, read_settings
from local.providers.protocol import statuses
from local.providers.protocol.announcement import Announcement
from local.providers.protocol.engine import Engine
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import decode, encode

_SCHEMA = json.dumps({"name": "kubernetes", "version": VERSION})

_Answer = TypeVar("_Answer")


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """Serves one engine; `Configure` opens the session that all resources use."""

    def __init__(self, engine_address: str = "") -> None:
        self._address = engine_address
        self._engine = Engine(engine_address)
        self._announcement = Announcement("kubernetes")
        self._session = Session(Settings(), self._engine, why="the provider is not configured yet")

    def Handshake(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Agree on what the two sides understand."""
        self._attach(request.engine_address)
        return proto.ProviderHandshakeResponse(
            accept_secrets=True, supports_autonaming_configuration=True
        )

    def Attach(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Serve an engine that did not start this process."""
        self._attach(request.address)
        return empty_pb2.Empty()

    def GetPluginInfo(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """Name the version that the program's SDK asks for."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetSchema(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """A schema without types: programs bring their own SDK."""
        return proto.GetSchemaResponse(schema=_SCHEMA)

    def CheckConfig(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Refuse settings that only the official provider can honour."""
        failures = configuration.problems(decode(request.news))
        return proto.CheckResponse(
            inputs=request.news,
            failures=[
                proto.CheckFailure(property=name, reason=reason)
                for name, reason in failures.items()
            ],
        )

    def DiffConfig(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Another cluster means new resources."""
        found = configuration.compared(decode(request.olds), decode(request.news))
        message = proto.DiffResponse
        return message(
            changes=message.DIFF_SOME if found.changed else message.DIFF_NONE,
            diffs=found.changed,
            replaces=found.replacing,
        )

    def Configure(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Open the session."""
        settings = read_settings(dict(request.variables), keep_secrets=request.acceptSecrets)
        self._session.close()
        self._session = connect(settings, self._engine)
        self._announcement.make(self._engine, self._address, MESSAGE)
        return proto.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    def Check(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Complete the inputs."""
        inputs = self._answer(context, lambda: check(self._session, wire.check_request(request)))
        return proto.CheckResponse(inputs=self._encode(inputs))

    def Diff(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Say what would change."""
        answer = self._answer(context, lambda: diff(self._session, wire.diff_request(request)))
        return wire.diff_response(answer)

    def Create(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Create an object."""
        made = self._answer(context, lambda: create(self._session, wire.create_request(request)))
        return proto.CreateResponse(id=made.identity, properties=self._encode(made.outputs))

    def Read(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Read an object."""
        found = self._answer(context, lambda: read(self._session, wire.read_request(request)))
        if not found.identity:
            return proto.ReadResponse()
        return proto.ReadResponse(
            id=found.identity,
            properties=self._encode(found.outputs or {}),
            inputs=self._encode(found.inputs or {}),
        )

    def Update(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Update an object."""
        outputs = self._answer(context, lambda: update(self._session, wire.update_request(request)))
        return proto.UpdateResponse(properties=self._encode(outputs))

    def Delete(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Delete an object."""
        self._answer(context, lambda: delete(self._session, wire.delete_request(request)))
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Answer a function call."""
        answer = self._answer(
            context, lambda: invoke(self._session, request.tok, decode(request.args))
        )
        return proto.InvokeResponse(**{"return": encode(answer)})

    def Construct(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Components live in the official provider only."""
        message = f"{request.type} needs the official Kubernetes provider: it is a component of its"
        context.abort_with_status(statuses.failed(message))

    def GetMapping(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """There is no mapping from other ecosystems."""
        return proto.GetMappingResponse()

    def Cancel(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """End every wait; objects that are not ready are reported as such."""
        self._session.cancelled.set()
        return empty_pb2.Empty()

    def close(self) -> None:
        """Let go of the cluster, the engine and the right to announce."""
        self._session.close()
        self._announcement.end()
        self._engine.close()

    def _attach(self, address: str) -> None:
        self._address = address
        self._engine.attach(address)

    def _encode(self, properties: dict[str, Any]) -> Any:
        return encode(properties, keep_secrets=self._session.settings.keep_secrets)

    def _answer(self, context: Any, operation: Callable[[], _Answer]) -> _Answer:
        """Run an operation; its failures end the call with the status that the engine expects."""
        try:
            return operation()
        except InitFailedError as error:
            keep_secrets = self._session.settings.keep_secrets
            context.abort_with_status(statuses.partly_failed(error, keep_secrets=keep_secrets))
            raise
        except (ProviderError, ApiError, UnreachableError) as error:
            context.abort_with_status(statuses.failed(str(error)))
            raise
