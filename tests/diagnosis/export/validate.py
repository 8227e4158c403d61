"""Hold the exports to the parsers of the tools that they are for: `make validate-exports`.

Loki's and the Collector's come from their Go modules, Vector's from its crate; they are built first
(some ten minutes on two cores, once), which is why `make test` does not do it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from diagnosis.export import Export, collector, loki_rules, vector
from diagnosis.matching import LogPattern, load_patterns

HERE = Path(__file__).parent / "validators"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "shipshape" / "validators"
Make = Callable[[Iterable[LogPattern]], Export]


def main() -> int:
    """Build the three and ask them; 1 if one refuses."""
    patterns = list(load_patterns().patterns)
    refused = False
    for name, make, build in (
        ("loki", loki_rules, _go),
        ("collector", collector, _go),
        ("vector", vector, _cargo),
    ):
        print(f"{name}: building its parser", flush=True)
        text = _text(name, make, patterns)
        done = subprocess.run([build(name)], input=text, text=True, check=False)
        refused = refused or done.returncode != 0
    return 1 if refused else 0


def _text(name: str, make: Make, patterns: list[LogPattern]) -> str:
    document = make(patterns).document
    if name == "vector":
        program: str = document["transforms"]["shipshape"]["source"]
        return program
    written: str = yaml.safe_dump(dict(document), width=2**16)
    return written


def _go(name: str) -> str:
    binary = CACHE / name
    subprocess.run(["go", "build", "-o", str(binary), "."], cwd=HERE / name, check=True)
    return str(binary)


def _cargo(name: str) -> str:
    target = CACHE / f"{name}-target"
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", str(target)]
    subprocess.run(command, cwd=HERE / name, check=True)
    return str(target / "release" / "check")


if __name__ == "__main__":
    sys.exit(main())
