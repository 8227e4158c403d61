"""`python -m bench.matching`: all built-in log patterns, against plain loops and `grep -E -f`.

Processor time of one core; the best of several runs. The logs are made from a seed: eight formats,
five lines of a failure for every thousand ordinary ones. grep and the loops only find lines: they
know no exceptions, no names, no escapes, no wrapped lines.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import re2

from bench.mixed_logs import mixed, ordinary
from bench.plain_matching import Plain, grep, loop, seconds_of
from diagnosis.matching import PatternSet, load_patterns

SIZE = 10_000_000
SAMPLE = 100_000
"""Characters for the plain loops, which are slow."""
RUNS = 5
FLOOR = 40.0
"""The promise: MB a second."""
START_LIMIT = 0.3
"""Seconds until all patterns are loaded and have proved themselves, the interpreter's start too."""
SHARE_LIMIT = 0.002
"""Of ordinary lines, how many may match anything."""
_START = "from diagnosis.matching import load_patterns; load_patterns()"


def main() -> int:
    """Print figures and ratios; gives 1 where a promise is broken."""
    load = fastest(load_patterns)
    start = min(seconds_of([sys.executable, "-c", _START]) for _ in range(RUNS))
    patterns = load_patterns().patterns
    text = mixed(1, SIZE)
    rate = scan_rate(patterns, text)
    share = matching_share(patterns, ordinary(2, SIZE))
    print(f"{len(patterns)} patterns, {SIZE / 1e6:.0f} MB of mixed logs")
    print(f"  loaded and proved        {load * 1000:7.0f} ms")
    print(f"  the whole process        {start * 1000:7.0f} ms (promised: {START_LIMIT * 1000:.0f})")
    print(f"  scan                     {rate:7.1f} MB/s (promised: {FLOOR:.0f})")
    print(f"  ordinary lines matched   {share:8.3%} (promised: under {SHARE_LIMIT:.1%})")
    compare(patterns, text, rate)
    return int(start > START_LIMIT or rate < FLOOR or share >= SHARE_LIMIT)


def scan_rate(patterns: PatternSet, text: str) -> float:
    """Megabytes a second of a whole scan."""
    return len(text) / 1e6 / fastest(lambda: sum(1 for _ in patterns.scan(text)))


def matching_share(patterns: PatternSet, text: str) -> float:
    """How many of the lines match anything."""
    return len({hit.number for hit in patterns.scan(text)}) / text.count("\n")


def compare(patterns: PatternSet, text: str, rate: float) -> None:
    """Print what plain means achieve, and how many times faster the scan is."""
    listed = list(patterns)
    show("loop of Python's re", loop(re.compile, listed, text[:SAMPLE]), rate)
    show("loop of RE2", loop(re2.compile, listed, text[:SAMPLE]), rate)
    with tempfile.TemporaryDirectory() as folder:
        show("grep -E -f", grep(listed, Path(folder), text), rate)


def show(name: str, plain: Plain, rate: float) -> None:
    """One line of the table."""
    ratio = rate / plain.rate
    print(f"  {name:24} {plain.rate:7.2f} MB/s, ratio {ratio:.0f}; {plain.left_out} left out")


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of several runs."""

    def once() -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    return min(once() for _ in range(RUNS))


if __name__ == "__main__":
    sys.exit(main())
