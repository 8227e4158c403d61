"""Failures as gRPC statuses: the engine reads a partial failure from the status's details."""

from typing import Any, NamedTuple

import grpc
from google.protobuf import any_pb2
from google.rpc import status_pb2  # type: ignore[import-untyped]  # generated
from pulumi.runtime.proto import provider_pb2 as proto

from local.providers.protocol.failures import InitFailedError
from local.providers.protocol.properties import encode


class Status(NamedTuple):
    """What `abort_with_status` wants."""

    code: grpc.StatusCode
    details: str
    trailing_metadata: tuple[tuple[str, bytes], ...] = ()


def failed(message: str) -> Status:
    """An operation that left nothing behind."""
    return Status(grpc.StatusCode.UNKNOWN, message)


def partly_failed(error: InitFailedError, *, keep_secrets: bool) -> Status:
    """An operation that left an object behind: identity, reasons and state go along."""
    detail = any_pb2.Any()
    detail.Pack(
        proto.ErrorResourceInitFailed(
            id=error.identity,
            reasons=error.reasons,
            properties=encode(error.outputs, keep_secrets=keep_secrets),
            inputs=_optional(error.inputs, keep_secrets=keep_secrets),
        )
    )
    code = grpc.StatusCode.UNKNOWN
    status = status_pb2.Status(code=code.value[0], message=str(error), details=[detail])
    return Status(code, str(error), (("grpc-status-details-bin", status.SerializeToString()),))


def _optional(properties: dict[str, Any] | None, *, keep_secrets: bool) -> Any:
    return None if properties is None else encode(properties, keep_secrets=keep_secrets)
