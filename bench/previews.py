"""Previews of many Deployments by the real engine, with a policy pack and without."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.deployment import TYPE, deployment
from bench.processes import Watch

_PROGRAM = f"""
import json, os, pathlib, pulumi
text = pathlib.Path("deployment.json").read_text()
for number in range(int(os.environ["BENCH_COUNT"])):
    name = f"app-{{number}}"
    pulumi.CustomResource({TYPE!r}, name, json.loads(text.replace("app-0", name)))
"""


class Preview(NamedTuple):
    """What one preview took, in seconds: in all, of processors, and of them the pack's process."""

    wall: float
    processor: float
    pack: float


@dataclass(frozen=True)
class Project:
    """A project of Deployments on an engine with a home and a backend of its own."""

    folder: Path
    environment: Mapping[str, str]

    def preview(self, count: int, pack: Path | None) -> Preview:
        """Preview `count` Deployments; exits with what the engine said if it fails."""
        command = ["pulumi", "preview", "--stack=dev", "--non-interactive", "--color=never"]
        if pack is not None:
            command.append(f"--policy-pack={pack}")
        environment = {**self.environment, "BENCH_COUNT": str(count)}
        said = self.folder / "said.txt"
        began = time.monotonic()
        with said.open("w") as output, Watch(str(pack)) as watch:
            engine = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=output, stderr=output
            )
            _, status, used = os.wait4(engine.pid, 0)
            took = time.monotonic() - began
        if status != 0:
            sys.exit(f"bench: `{' '.join(command)}` failed:\n{said.read_text()[-4000:]}")
        return Preview(took, used.ru_utime + used.ru_stime, watch.seconds)


class Cost(NamedTuple):
    """What a pack adds to a preview of one resource, and what more to one of many."""

    start: Preview
    rest: Preview


def project(folder: Path) -> Project | None:
    """A new project; None where no engine or no Kubernetes provider is at hand."""
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    if shutil.which("pulumi") is None or not list(home.glob("plugins/resource-kubernetes-v*")):
        return None
    made = Project(folder / "project", _environment(folder, home / "plugins"))
    made.folder.mkdir()
    (made.folder / "Pulumi.yaml").write_text("name: bench\nruntime: python\n")
    (made.folder / "__main__.py").write_text(_PROGRAM)
    (made.folder / "deployment.json").write_text(json.dumps(deployment("app-0")))
    subprocess.run(
        ["pulumi", "stack", "init", "dev", "--non-interactive"],
        cwd=made.folder,
        env=dict(made.environment),
        check=True,
        capture_output=True,
    )
    return made


def costs(made: Project, packs: Sequence[Path], count: int, runs: int) -> list[Cost]:
    """What each pack adds: the median of what it has added in each of several turns.

    A turn has a preview with each pack and one without, so that the machine's noise hits them
    alike; the first turn warms up.
    """
    added: dict[tuple[int, Path], list[Preview]] = {}
    for turn in range(runs + 1):
        for size in (1, count):
            plain, *others = [made.preview(size, pack) for pack in (None, *packs)]
            took = ", ".join(f"{one.wall:.2f}" for one in (plain, *others))
            print(f"  run {turn} of {runs}, {size}: {took} s", flush=True)
            for pack, one in zip(packs, others, strict=True):
                if turn:
                    added.setdefault((size, pack), []).append(_minus(one, plain))
    median = {key: _median(found) for key, found in added.items()}
    return [Cost(median[1, one], _minus(median[count, one], median[1, one])) for one in packs]


def _median(previews: Sequence[Preview]) -> Preview:
    return Preview(*(statistics.median(values) for values in zip(*previews, strict=True)))


def _minus(one: Preview, other: Preview) -> Preview:
    return Preview(*(mine - theirs for mine, theirs in zip(one, other, strict=True)))


def _environment(folder: Path, plugins: Path) -> dict[str, str]:
    for name in ("stacks", "home"):
        (folder / name).mkdir()
    (folder / "home" / "plugins").symlink_to(plugins)
    mine = ("PULUMI_", "SHIPSHAPE_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    return {
        **inherited,
        "PULUMI_HOME": str(folder / "home"),
        "PULUMI_BACKEND_URL": f"file://{folder / 'stacks'}",
        "PULUMI_CONFIG_PASSPHRASE": "not-a-real-passphrase",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "KUBECONFIG": os.devnull,  # no cluster is asked: a preview of new resources needs none
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
