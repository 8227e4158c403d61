"""The resource provider's gRPC face: read the message, ask the operation, write the answer."""

from typing import Any

from google.protobuf import empty_pb2
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
from local.providers.protocol.failures import ProviderError
from local.providers.protocol.properties import decode, encode
from local.providers.protocol.servicer import Servicer


class Provider(Servicer[Session]):
    """Serves one engine; `Configure` opens the session that all resources use."""

    FAILURES = (ProviderError, ApiError, UnreachableError)

    def __init__(self, engine_address: str = "") -> None:
        super().__init__("kubernetes", VERSION, engine_address)

    def _unconfigured(self) -> Session:
        return Session(Settings(), self._engine, why="the provider is not configured yet")

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
        return self._configured(MESSAGE)

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

    def close(self) -> None:
        """Let go of the cluster, the engine and the right to announce."""
        self._session.close()
        super().close()
