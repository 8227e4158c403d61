"""How far a gate is, shown in the engine's display while it waits."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_SECONDS = 1.0
"""A display that does not take a line in this time does without it."""

_LONGEST = 160
"""Characters of a line; the display cuts it to the terminal's width."""

Say = Callable[[str], None]
"""Shows a line."""


@contextmanager
def telling(properties: Mapping[str, Any]) -> Iterator[Say]:
    """A function that shows a line beside the gate; without an engine it does nothing.

    Every provider is started with the address of its engine as the first argument.
    """
    urn, address = str(properties.get("urn") or ""), "".join(sys.argv[1:2])
    if not urn or ":" not in address:
        yield lambda _: None
        return
    import grpc
    from pulumi.runtime.proto import engine_pb2_grpc

    with grpc.insecure_channel(address) as channel:
        yield sayer(engine_pb2_grpc.EngineStub(channel), urn)


def sayer(engine: Any, urn: str) -> Say:
    """A function that shows a line beside a resource until the next one takes its place."""
    last = ""

    def say(line: str) -> None:
        nonlocal last
        if line != last:
            last = line
            shown = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 4]} ..."
            _log(engine, urn, shown, ephemeral=True)

    return say


def noter(engine: Any, urn: str) -> Say:
    """A function that shows a line under a resource, and leaves it there."""
    return lambda line: _log(engine, urn, line, ephemeral=False)


def _log(engine: Any, urn: str, line: str, *, ephemeral: bool) -> None:
    import grpc
    from pulumi.runtime.proto import engine_pb2

    request = engine_pb2.LogRequest(
        severity=engine_pb2.INFO, message=line, urn=urn, ephemeral=ephemeral
    )
    try:
        engine.Log(request, timeout=_SECONDS)
    except grpc.RpcError:
        return  # a display is no reason to fail
