"""Serve the language host: print the port, answer the engine, leave quietly."""

import argparse
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

# How often the host looks whether the engine is still there.
WATCH_SECONDS = 1.0


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; the engine adds flags for tracing and logs, which are let pass."""
    parser = argparse.ArgumentParser(prog="pulumi-language-python")
    parser.add_argument("--runner", type=Path, required=True)
    parser.add_argument("--tracing")
    parser.add_argument("engine", nargs="?", default="")
    return parser.parse_known_args(words)[0]


def main() -> None:
    """Serve until the engine interrupts us or is gone."""
    stop = threading.Event()
    # Before the slow imports: an early interrupt must not print a traceback either.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    parsed = arguments()

    from local.host.children import Children
    from local.host.service import serve

    children = Children()
    server, port = serve(parsed.runner, parsed.engine, children)
    print(port, flush=True)
    while not stop.wait(WATCH_SECONDS) and os.getppid() == parent:
        pass
    children.end_all()
    server.stop(grace=None)
    # Threads that still wait for a child's pipe must not hold us back.
    os._exit(0)


if __name__ == "__main__":
    main()
