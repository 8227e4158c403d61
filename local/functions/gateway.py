"""What stands at AWS_LAMBDA_RUNTIME_API: a pass-through to the emulator, under its prefix.

The adapter wants a bare host and port, the emulator serves below a path, and
its `next` answers name a function and a deadline of its own. So requests get
the prefix, and the answers to `next` the truth; every other byte passes as it
came, since the emulator reads meaning into where chunks end.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from local.functions import wire
from local.functions.emulator import PREFIX
from local.functions.heads import next_answer, request
from local.functions.trailers import Trailers

_NEXT = "/2018-06-01/runtime/invocation/next"
_RESPONSE = "/response"


@dataclass(frozen=True)
class Watcher:
    """Whom the gateway tells what it sees, and what it puts into `next` answers.

    `waiting` is called when the function asks for its next event, `taken` with
    the id of the request when it gets one, `broke` with the type and the message
    of an error in the middle of an answer. `timeout` is in seconds.
    """

    arn: str
    timeout: float
    waiting: Callable[[], None]
    taken: Callable[[str], None]
    broke: Callable[[str, str], None]


def gateway(port: int, watcher: Watcher) -> Callable[[socket.socket], None]:
    """A handler of connections that passes them on to the emulator at `port`."""

    def handle(runtime: socket.socket) -> None:
        head, rest = wire.head(runtime)
        if not head:
            return
        path, forwarded = request(head, PREFIX)
        with wire.connect(port) as emulator:
            emulator.sendall(forwarded + rest)
            watch = Trailers(watcher.broke) if path.endswith(_RESPONSE) else wire.unwatched
            wire.pump_apart(runtime, emulator, watch)
            if path == _NEXT:
                _answer_next(runtime, emulator, watcher)
            wire.pump(emulator, runtime)

    return handle


def _answer_next(runtime: socket.socket, emulator: socket.socket, watcher: Watcher) -> None:
    watcher.waiting()
    head, rest = wire.head(emulator)
    if not head:
        return
    deadline = int((time.time() + watcher.timeout) * 1000)
    request_id, corrected = next_answer(head, watcher.arn, deadline)
    if request_id:
        watcher.taken(request_id)
    runtime.sendall(corrected + rest)
