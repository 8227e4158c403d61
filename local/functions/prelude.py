"""The head of a streamed answer: JSON, eight NUL bytes, then the body. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

SEPARATOR = b"\0" * 8
CONTENT_TYPE = "application/vnd.awslambda.http-integration-response"
"""Type of an answer that begins with a prelude."""

_UNSAID = {"transfer-encoding", "lambda-runtime-function-response-mode"}


@dataclass(frozen=True)
class Prelude:
    """Status, headers and cookies of an HTTP answer."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...] = field(default=())

    def encode(self) -> bytes:
        """As the runtime writes it, with the separator."""
        content = {
            "statusCode": self.status,
            "headers": dict(self.headers),
            "cookies": list(self.cookies),
        }
        return json.dumps(content, separators=(",", ":")).encode() + SEPARATOR


def of_answer(status: int, headers: Iterable[tuple[str, str]]) -> Prelude:
    """The prelude that the emulator turned into this status and these headers."""
    pairs = [(name.lower(), value) for name, value in headers]
    kept = {name: value for name, value in pairs if name not in {*_UNSAID, "set-cookie"}}
    return Prelude(status, kept, tuple(value for name, value in pairs if name == "set-cookie"))


def split(pieces: Iterable[bytes]) -> tuple[Prelude, Iterator[bytes]]:
    """The prelude at the beginning of a stream, and the body's pieces as they come.

    Raises ValueError if the stream ends, or has gone on for long, without one.
    """
    waiting = iter(pieces)
    data = b""
    for piece in waiting:
        data += piece
        if SEPARATOR in data:
            break
    else:
        raise ValueError("the answer has no prelude: the function does not stream")
    text, _, rest = data.partition(SEPARATOR)
    content = json.loads(text)
    prelude = Prelude(
        status=int(content.get("statusCode", 200)),
        headers={str(k): str(v) for k, v in (content.get("headers") or {}).items()},
        cookies=tuple(content.get("cookies") or ()),
    )
    return prelude, _after(rest, waiting)


def _after(rest: bytes, waiting: Iterator[bytes]) -> Iterator[bytes]:
    if rest:
        yield rest
    yield from waiting
