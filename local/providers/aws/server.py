"""The resource provider's gRPC face: read the message, ask the operation, write the answer."""

from typing import Any

from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.aws import MESSAGE, VERSION, wire
from local.providers.aws.configuration import Settings, default_region, read_settings
from local.providers.aws.functions import invoke
from local.providers.aws.operations.check import check
from local.providers.aws.operations.create import create
from local.providers.aws.operations.delete import delete
from local.providers.aws.operations.diff import diff
from local.providers.aws.operations.read import read
from local.providers.aws.operations.update import update
from local.providers.aws.session import Session, connect
from local.providers.protocol.properties import decode
from local.providers.protocol.servicer import Servicer

_CONFIG = "aws:config:"


class Provider(Servicer[Session]):
    """Serves one engine; `Configure` opens the session that all resources use."""

    def __init__(self, engine_address: str = "") -> None:
        super().__init__("aws", VERSION, engine_address)

    def _unconfigured(self) -> Session:
        return Session(Settings(), self._engine)

    def CheckConfig(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Complete the configuration with the region of the environment."""
        news = request.news
        if "region" not in news.fields and (region := default_region()):
            news.update({"region": region})
        return proto.CheckResponse(inputs=news)

    def DiffConfig(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Another configuration is used for what comes; nothing is replaced for its sake."""
        olds, news = decode(request.olds), decode(request.news)
        changed = sorted(key for key in {*olds, *news} if olds.get(key) != news.get(key))
        message = proto.DiffResponse
        answer = message.DIFF_SOME if changed else message.DIFF_NONE
        return message(changes=answer, diffs=changed)

    def Configure(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Open the session."""
        given = decode(request.args) or {
            name.removeprefix(_CONFIG): value for name, value in request.variables.items()
        }
        settings = read_settings(given, keep_secrets=request.acceptSecrets)
        self._session = self._answer(context, lambda: connect(settings, self._engine))
        return self._configured(MESSAGE)

    def Check(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Complete the inputs."""
        inputs, failures = self._answer(
            context, lambda: check(self._session, wire.check_request(request))
        )
        complaints = [
            proto.CheckFailure(property=name, reason=reason) for name, reason in failures.items()
        ]
        return proto.CheckResponse(inputs=self._encode(inputs), failures=complaints)

    def Diff(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Say what would change."""
        return wire.diff_response(self._answer(context, lambda: diff(wire.diff_request(request))))

    def Create(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Create a resource."""
        made = self._answer(context, lambda: create(self._session, wire.create_request(request)))
        return proto.CreateResponse(id=made.identity, properties=self._encode(made.outputs))

    def Read(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Read a resource."""
        found = self._answer(context, lambda: read(self._session, wire.read_request(request)))
        if not found.identity:
            return proto.ReadResponse()
        return proto.ReadResponse(
            id=found.identity,
            properties=self._encode(found.outputs),
            inputs=self._encode(found.inputs),
        )

    def Update(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Update a resource."""
        outputs = self._answer(context, lambda: update(self._session, wire.update_request(request)))
        return proto.UpdateResponse(properties=self._encode(outputs))

    def Delete(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Delete a resource."""
        self._answer(context, lambda: delete(self._session, wire.delete_request(request)))
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Answer a function call."""
        answer = self._answer(
            context, lambda: invoke(self._session, request.tok, decode(request.args))
        )
        return proto.InvokeResponse(**{"return": self._encode(answer)})
