"""What every stand-in answers alike: who it is, to whom it speaks, how it fails."""

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol import statuses
from local.providers.protocol.announcement import Announcement
from local.providers.protocol.engine import Engine
from local.providers.protocol.failures import InitFailedError, ProviderError
from local.providers.protocol.properties import encode

_Answer = TypeVar("_Answer")


class Settings(Protocol):
    """The part of a provider's configuration that concerns its answers."""

    @property
    def keep_secrets(self) -> bool:
        """Whether the engine takes secrets marked as such."""


class Session(Protocol):
    """What all resources of one configured provider share."""

    @property
    def settings(self) -> Settings:
        """Its configuration."""

    @property
    def cancelled(self) -> threading.Event:
        """Set when the engine wants no more waiting."""


_Session = TypeVar("_Session", bound=Session)


class Servicer(ABC, provider_pb2_grpc.ResourceProviderServicer, Generic[_Session]):
    """Serves one engine; the provider adds its configuration and its operations."""

    FAILURES: ClassVar[tuple[type[Exception], ...]] = (ProviderError,)
    """What an operation raises for an end that its user is told of in a sentence."""

    def __init__(self, plugin: str, version: str, engine_address: str) -> None:
        self._address = engine_address
        self._engine = Engine(engine_address)
        self._announcement = Announcement(plugin)
        self._plugin = plugin
        self._version = version
        self._session = self._unconfigured()

    @abstractmethod
    def _unconfigured(self) -> _Session:
        """The session until `Configure` opens one."""

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
        return plugin_pb2.PluginInfo(version=self._version)

    def GetSchema(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """A schema without types: programs bring their own SDK."""
        schema = json.dumps({"name": self._plugin, "version": self._version})
        return proto.GetSchemaResponse(schema=schema)

    def GetMapping(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """There is no mapping from other ecosystems."""
        return proto.GetMappingResponse()

    def Cancel(self, _request: Any, _: Any) -> Any:  # noqa: N802
        """End every wait; what is not ready is reported as such."""
        self._session.cancelled.set()
        return empty_pb2.Empty()

    def close(self) -> None:
        """Let go of the engine and of the right to announce."""
        self._announcement.end()
        self._engine.close()

    def _configured(self, message: str) -> Any:
        """Say that a stand-in is used, and what it understands."""
        self._announcement.make(self._engine, self._address, message)
        return proto.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

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
        except self.FAILURES as error:
            context.abort_with_status(statuses.failed(str(error)))
            raise
