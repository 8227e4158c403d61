"""Whether the trouble that a log tells of was over before the log ended."""

import re
from collections.abc import Sequence

from .levels import looks_like_an_error

_TRANSIENT = (
    "net.",
    "db.connection",
    "db.too_many_connections",
    "db.pool_exhausted",
    "db.deadlock",
    "cache.redis_connection",
    "cache.redis_maxclients",
    "ai.rate_limited",
    "ai.overloaded",
    "ai.server_error",
    "ai.timeout",
    "lambda.throttled",
    "app.worker",
    "perf.",
    "probe.",
    "image.",
    "gpu.nccl",
)
"""Failures that pass without anybody's doing: a retry may succeed."""

_SUCCESS = re.compile(
    r"""(?ix)
      \b(?:re)?connected\b
    | \bconnection\ (?:was\ )?(?:re-?)?(?:established|restored|successful|acquired)
    | \bsuccessfully\ (?:re)?connected
    | \b(?:has\ |have\ )?recovered\b | \bback\ online\b
    | \b(?:retry|attempt|request)\b[^\n]{0,30}\bsucceeded\b | \bsucceeded\ (?:after|on)\b
    | \b(?:is\ |are\ )(?:now\ )?(?:ready|healthy|up)\b
    | \bready\ (?:to\ accept|for\ (?:start\ up|connections))
    | \b(?:now\ )?listening\ (?:on|at)\b
    | \b(?:server|service|application|app)\ (?:is\ )?(?:started|listening|running|ready)\b
    | \bapplication\ startup\ complete\b
    | \bstarted\b[^\n]{0,60}\bin\ [\d.]+\ ?(?:s|ms|sec|seconds)\b
    | \bHTTP\ Request:\ [A-Z]+\ \S+\ "HTTP/[\d.]+\ 2\d\d\b
    | \b(?:migrations?|initiali[sz]ation)\ (?:complete|completed|done|finished)\b
    """
)
_IS_UP = re.compile(
    r"(?i)\b(?:now )?listening (?:on|at)\b|\bapplication startup complete\b"
    r"|\bready to accept connections\b|\b(?:server|service|app\w*) (?:is )?(?:started|ready)\b"
)
_DENIAL = re.compile(
    r"(?i)\bnot (?:yet )?(?:connected|ready|healthy|up|running)\b|\bdisconnected\b|n't\b"
    r"|\bwaiting\b|failed|\b(?:make sure|please|ensure|check|whether|until|is the server)\b"
)
_TOPICS = {
    "database": ("database", "postgres", "mysql", "mongo", "sql", "mariadb"),
    "cache": ("redis", "cache", "valkey", "memcached"),
    "queue": ("kafka", "rabbit", "amqp", "nats", "broker"),
}
_OF_FAMILY = {"db.": "database", "cache.": "cache"}
_LATER = 10
"""So many healthy lines after it in a pod that is ready, and the trouble is over."""
_STALE_LINES = 200
_STALE_SHARE = 0.2
"""In a pod that is ready, only the newest part of the log tells of now."""


def is_transient(name: str) -> bool:
    """Whether a failure of this kind may pass by itself."""
    return name.startswith(_TRANSIENT)


def has_passed(name: str, after: Sequence[str], *, well: bool, length: int) -> bool:
    """Whether the lines after the last sign of a failure show that it is over.

    `well` tells that the pod is ready; `length` is the number of lines of the whole log.
    """
    if is_transient(name) and any(_answers(line, name) for line in after):
        return True
    if not well:
        return False
    stale = len(after) > _STALE_LINES and len(after) > _STALE_SHARE * length
    return stale or (is_transient(name) and len(after) >= _LATER)


def is_up(line: str) -> bool:
    """Whether a server says that it serves: what went wrong before didn't keep it from that."""
    return _IS_UP.search(line) is not None and not _DENIAL.search(line)


def _answers(line: str, name: str) -> bool:
    """Whether a line tells of success, and of nothing else's; an error's own text does not."""
    if not _SUCCESS.search(line) or _DENIAL.search(line) or looks_like_an_error(line):
        return False
    own = next((topic for family, topic in _OF_FAMILY.items() if name.startswith(family)), "")
    lower = line.lower()
    others = {topic for topic, words in _TOPICS.items() if any(word in lower for word in words)}
    return not own or not others or own in others
