"""Say something to the user through the engine's own diagnostics."""

import contextlib

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

_SECONDS = 5.0


def report(engine: str, message: str) -> bool:
    """Show `message` as an error of the update; tells whether the engine took it.

    An error in a run's response is shown behind "an unhandled error occurred", which is not what
    a sentence about a missing folder deserves.
    """
    with contextlib.suppress(grpc.RpcError), grpc.insecure_channel(engine) as channel:
        request = engine_pb2.LogRequest(severity=engine_pb2.ERROR, message=message)
        engine_pb2_grpc.EngineStub(channel).Log(request, timeout=_SECONDS)
        return True
    return False
