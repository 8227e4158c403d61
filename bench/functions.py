"""`python -m bench.functions`: the image as a Lambda function against itself as a container.

What the adapter and the runtime interface add to a start, to the first byte of a stream, and to
the pauses between its pieces; in turns, on one machine.
"""

import itertools
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx

from bench.__main__ import build
from bench.start import running
from local import packages
from local.cluster.layout import Layout
from local.functions import FunctionSpec, Instance, UrlRequest, split, url_event
from local.paths import default_paths

RUNS = 7
_CHUNKS, _DELAY_MS = 20, 100
_BODY = json.dumps({"prompt": "count", "maxTokens": _CHUNKS, "chunkDelayMs": _DELAY_MS})
_ENVIRONMENT = {
    "AWS_LWA_PORT": "8080",
    "AWS_LWA_READINESS_CHECK_PATH": "/health/ready",
    "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS": "200-399",
    "AWS_LWA_INVOKE_MODE": "response_stream",
}


@dataclass
class Measured:
    """Seconds: of each start, to each stream's first byte, and between its pieces."""

    starts: list[float] = field(default_factory=list)
    first_bytes: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def add(self, start: float, arrivals: Iterable[float]) -> None:
        """Add a run: `arrivals` of its pieces, in seconds since it was asked."""
        moments = list(arrivals)
        self.starts.append(start)
        self.first_bytes.append(moments[0])
        # The first pieces come with the headers: what the model made is what follows them.
        self.pauses += [after - before for before, after in itertools.pairwise(moments[3:])]


def main() -> None:
    """Start it both ways in turns, ask each for a stream, print."""
    registry = os.environ.get("SHIPSHAPE_REGISTRY")
    if registry is None:
        sys.exit('bench: run it through `make bench`, or after eval "$(make -s env)"')
    image = f"{registry}/bench/production@{build()['production']}"
    found = {"function": Measured(), "container": Measured()}
    ways: dict[str, Callable[[str, Measured], None]] = {
        "function": _as_function,
        "container": _as_container,
    }
    for turn in range(RUNS):
        for name, way in ways.items():
            way(image, found[name])
            start, first = found[name].starts[-1], found[name].first_bytes[-1]
            said = f"ready in {start:.2f} s, first byte after {first * 1000:.0f} ms"
            print(f"run {turn + 1}/{RUNS} {name}: {said}", file=sys.stderr, flush=True)
    report(found["function"], found["container"])


def report(function: Measured, container: Measured) -> None:
    """A table for people; the same as JSON with SHIPSHAPE_OUTPUT=json."""
    if os.environ.get("SHIPSHAPE_OUTPUT") == "json":
        print(json.dumps({"function": asdict(function), "container": asdict(container)}))
        return
    rows: list[tuple[str, Callable[[Measured], float]]] = [
        ("start to ready, s (median)", lambda one: statistics.median(one.starts)),
        ("start to ready, s (slowest)", lambda one: max(one.starts)),
        ("first byte, ms (median)", lambda one: 1000 * statistics.median(one.first_bytes)),
        ("first byte, ms (slowest)", lambda one: 1000 * max(one.first_bytes)),
        ("pause, ms (median)", lambda one: 1000 * statistics.median(one.pauses)),
        ("pause, ms (longest)", lambda one: 1000 * max(one.pauses)),
    ]
    print(f"{'':<30}{'function':>12}{'container':>12}{'ratio':>10}")
    for title, of in rows:
        ours, plain = of(function), of(container)
        print(f"{title:<30}{ours:>12.2f}{plain:>12.2f}{ours / plain:>10.0%}")


def _as_function(image: str, into: Measured) -> None:
    spec = FunctionSpec("bench", "1", image, _ENVIRONMENT, 1024, 120.0)
    request = UrlRequest(
        "POST", "/api/generate", headers={"content-type": "application/json"}, body=_BODY.encode()
    )
    with Instance.start(spec, default_paths()) as instance:
        invocation = instance.invoke(url_event(request, "bench"), streaming=True)
        arrivals: list[float] = []

        def noted() -> Iterable[bytes]:
            for piece in invocation.pieces():
                arrivals.append(piece.at)
                yield piece.data

        _, body = split(noted())
        for _ in body:
            pass
        into.add(instance.init_seconds, arrivals)


def _as_container(image: str, into: Measured) -> None:
    paths = default_paths()
    ctr = packages.locate(paths.cache / "debian" / packages.key(packages.missing()))["ctr"]
    with running(Path(ctr), Layout(paths).containerd_socket, image) as container:
        begun = time.monotonic()
        with httpx.stream(
            "POST",
            f"{container.url}/api/generate",
            content=_BODY,
            headers={"content-type": "application/json"},
            timeout=60,
        ) as answer:
            into.add(container.seconds, [time.monotonic() - begun for _ in answer.iter_raw()])


if __name__ == "__main__":
    main()
