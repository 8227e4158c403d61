"""The process that explains: a question on standard input, an answer on standard output."""

import sys

from pydantic import TypeAdapter

from gate.explaining.asked import Asked, Explained
from gate.explaining.failure import explained

_MEMORY = 2 * 2**30
"""Bytes this process may use: a log that is too large ends it, and not the machine."""


def main() -> None:
    """Answer one question."""
    _limit_memory()
    asked = TypeAdapter(Asked).validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(TypeAdapter(Explained).dump_json(explained(asked)))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
