"""The end of a container's log."""

from collections.abc import Iterator
from typing import Any

from diagnosis.snapshot import Log, Platform

from .asking import Question, Refusal, ask
from .choosing import Wanted
from .selection import Limits


async def read_log(api: Any, wanted: Wanted, limits: Limits) -> Log | Refusal:
    """The last lines of a log, within the limits.

    The API cuts a log that is too large at its end, where the cause stands: so one that reaches the
    limit is asked for again with fewer lines.
    """
    answer: bytes | Refusal = b""
    for lines in _fewer(limits.lines):
        answer = await ask(api, _question(wanted, lines, limits.size))
        if isinstance(answer, Refusal):
            return answer
        if len(answer) < limits.size:
            break
    assert isinstance(answer, bytes)  # noqa: S101 — a refusal has left above
    return _log(
        wanted, answer, truncated=len(answer) >= limits.size or answer.count(b"\n") >= lines
    )


def _fewer(lines: int) -> Iterator[int]:
    while lines > 1:
        yield lines
        lines //= 10
    yield 1


def _question(wanted: Wanted, lines: int, size: int) -> Question:
    query = {
        "container": wanted.container.name,
        "tailLines": str(lines),
        "limitBytes": str(size),
        **({"previous": "true"} if wanted.previous else {}),
    }
    ref = wanted.pod.ref
    return Question("v1", f"pods/{ref.name}/log", ref.namespace, query, accept="*/*")


def _log(wanted: Wanted, body: bytes, *, truncated: bool) -> Log:
    ref = wanted.pod.ref
    return Log(
        text=body.decode(errors="replace"),
        origin=f"logs {ref.name}/{wanted.container.name}",
        container=wanted.container.name,
        pod=ref.name,
        namespace=ref.namespace,
        previous=wanted.previous,
        truncated=truncated,
        role=wanted.container.role,
        platform=Platform.KUBERNETES,
    )
