"""How far a gate is, shown in the engine's display while it waits."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_SECONDS = 1.0
"""A display that does not take a line in this time does without it."""

_LONGEST = 160
"""Characters of a line; the display cuts it to the terminal's width."""


@contextmanager
def telling(properties: Mapping[str, Any]) -> Iterator[Callable[[str], None]]:
    """A function that shows a line beside the gate; without an engine it does nothing.

    Every provider is started with the address of its engine as the first argument.
    """
    urn, address = str(properties.get("urn") or ""), "".join(sys.argv[1:2])
    if not urn or ":" not in address:
        yield lambda _: None
        return
    import grpc
    from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

    with grpc.insecure_channel(address) as channel:
        engine = engine_pb2_grpc.EngineStub(channel)
        last = ""

        def say(line: str) -> None:
            nonlocal last
            if line == last:
                return
            last = line
            shown = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 4]} ..."
            request = engine_pb2.LogRequest(
                severity=engine_pb2.INFO, message=shown, urn=urn, ephemeral=True
            )
            try:
                engine.Log(request, timeout=_SECONDS)
            except grpc.RpcError:
                return  # a display is no reason to fail

        yield say
