"""`python -m bench`: the reference image against the naive one. Prints figures and ratios."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.full_base import full_base
from bench.sizes import Size, size
from bench.start import start_seconds
from local import packages
from local.cluster.layout import Layout
from local.paths import default_paths
from local.progress import open_report

RUNS = 7
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Figures:
    """What one image weighs and how fast it starts (median and worst, seconds)."""

    size: Size
    start: float
    slowest_start: float


def main() -> None:
    """Build both, weigh both, start both in turns, print."""
    registry = os.environ.get("SHIPSHAPE_REGISTRY")
    if registry is None:
        sys.exit('bench: run it through `make bench`, or after eval "$(make -s env)"')
    digests = build()
    starts: dict[str, list[float]] = {name: [] for name in digests}
    for turn in range(RUNS):  # in turns: noise of the machine hits both alike
        for name, digest in digests.items():
            starts[name].append(_start(f"{registry}/bench/{name}@{digest}"))
            print(f"run {turn + 1}/{RUNS} {name}: ready in {starts[name][-1]:.2f} s", flush=True)
    figures = {
        name: Figures(
            size=size(registry, f"bench/{name}", digest),
            start=statistics.median(starts[name]),
            slowest_start=max(starts[name]),
        )
        for name, digest in digests.items()
    }
    report(figures)


def build() -> dict[str, str]:
    """Build and push both images; the digests by name."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            **os.environ,
            "PULUMI_BACKEND_URL": f"file://{scratch}",
            "PULUMI_CONFIG_PASSPHRASE": "bench",
            **naive_base(),
        }
        environment.pop("PULUMI_CONFIG_PASSPHRASE_FILE", None)
        config = f"{scratch}/Pulumi.bench.yaml"
        stack = ["--stack", "bench", "--config-file", config, "--non-interactive"]
        pulumi(["stack", "init", "bench", "--non-interactive"], environment)
        # The engine starts a settings file beside the program; ours lies in the scratch folder.
        (_HERE / "images/Pulumi.bench.yaml").unlink(missing_ok=True)
        pulumi(["up", "--yes", "--skip-preview", *stack], environment)
        outputs: dict[str, str] = json.loads(
            pulumi(["stack", "output", "--json", "--stack", "bench"], environment)
        )
        return {name: outputs[name] for name in ("production", "naive")}


def naive_base() -> dict[str, str]:
    """What the naive Dockerfile builds on: node:22, made here where it can't be pulled."""
    if "SHIPSHAPE_BUILD_IMAGE" not in os.environ:
        return {}
    with open_report() as progress:
        return {"BENCH_NAIVE_BASE": full_base(default_paths(), progress)}


def pulumi(arguments: list[str], environment: dict[str, str]) -> str:
    """Run the engine on the program beside this file; what it said goes to stderr if it failed."""
    command = ["pulumi", "--cwd", str(_HERE / "images"), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"bench: `{' '.join(command)}` failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def report(figures: dict[str, Figures]) -> None:
    """A table for people; the same as JSON with SHIPSHAPE_OUTPUT=json."""
    if os.environ.get("SHIPSHAPE_OUTPUT") == "json":
        print(json.dumps({name: asdict(one) for name, one in figures.items()}, indent=2))
        return
    ours, naive = figures["production"], figures["naive"]
    rows = [
        ("pulled, MB", ours.size.packed / 1e6, naive.size.packed / 1e6),
        ("unpacked, MB", ours.size.unpacked / 1e6, naive.size.unpacked / 1e6),
        ("start to ready, s (median)", ours.start, naive.start),
        ("start to ready, s (slowest)", ours.slowest_start, naive.slowest_start),
    ]
    print(f"{'':<30}{'production':>12}{'naive':>12}{'ratio':>10}")
    for title, mine, theirs in rows:
        print(f"{title:<30}{mine:>12.2f}{theirs:>12.2f}{mine / theirs:>10.0%}")


def _start(reference: str) -> float:
    paths = default_paths()
    ctr = packages.locate(paths.cache / "debian" / packages.key(packages.missing()))["ctr"]
    return start_seconds(ctr, Layout(paths).containerd_socket, reference)


if __name__ == "__main__":
    main()
