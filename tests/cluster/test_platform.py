"""The embedded platform under the knife: whatever is killed, the next `up` converges."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from local import packages
from local.paths import default_paths
from local.record import load
from tests.cluster.program import Program

pytestmark = [pytest.mark.engine, pytest.mark.cluster]

RESIDENT_BYTES = 1.5 * 2**30
"""What the platform may take at rest, in all."""

COMPONENTS = (
    "registry",
    "etcd",
    "containerd",
    "builder",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kubelet",
    "coredns",
    "kube-proxy",
)


@pytest.fixture(scope="module")
def running(program: Program) -> Program:
    """A service on the embedded cluster; skipped by name on somebody's own cluster."""
    record = load(default_paths())
    if record is None or record.choice.cluster != "embedded":
        pytest.skip("the cluster is not the embedded one: its parts are not ours to kill")
    program.up()
    return program


def status() -> dict[str, dict[str, Any]]:
    """What `python -m local status` says, by name."""
    told = platform("status", SHIPSHAPE_OUTPUT="json")
    return {service["name"]: service for service in json.loads(told.stdout)}


def platform(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the platform's."""
    done = subprocess.run(
        [sys.executable, "-m", "local", command],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def eventually(what: str, condition: Callable[[], bool], seconds: float = 90) -> None:
    """Wait until `condition` holds, or fail with `what`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what}: not within {seconds:.0f} s"
        time.sleep(0.5)


def answers(program: Program) -> bool:
    """Whether the service's health is 200."""
    try:
        return httpx.get(f"{program.url}/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def test_it_rests_within_its_memory(running: Program) -> None:
    """All parts together, resident, with a service running."""
    services = status()
    assert tuple(services) == COMPONENTS
    assert sum(service["resident"] for service in services.values()) < RESIDENT_BYTES
    assert answers(running)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_killed_part_comes_back(running: Program, name: str) -> None:
    """The supervisor starts it again, under another pid, and the service still answers."""
    before = status()[name]["pid"]
    os.kill(before, signal.SIGKILL)

    def back() -> bool:
        now = status()[name]
        return bool(now["state"] == "ready" and now["pid"] != before)

    eventually(f"{name} back", back)
    eventually("the service answers", lambda: answers(running))


def test_all_killed_at_once_converges(running: Program) -> None:
    """Supervisor and all parts at once; one `up` and the service answers, nothing redeployed."""
    daemon = json.loads((default_paths().run / "supervisor/daemon.json").read_text())
    pids = [daemon["identity"]["pid"], *(service["pid"] for service in status().values())]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    platform("up")
    assert {service["state"] for service in status().values()} == {"ready"}
    eventually("the service answers", lambda: answers(running))
    running.preview("--expect-no-changes")


def test_down_leaves_nothing_and_up_finds_everything(running: Program) -> None:
    """No process, no mount, no interface, no rule; the data is there for the next `up`."""
    paths = default_paths()
    ours = (str(paths.state), str(paths.run))
    platform("down")
    assert [line for line in commands() if any(root in line for root in ours)] == []
    mounts = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
    assert [mount for mount in mounts if mount.startswith(ours)] == []
    assert not Path("/sys/class/net/shipshape0").exists()
    assert [device.name for device in Path("/sys/class/net").glob("veth*")] == []
    assert [rule for rule in rules() if "SHIPSHAPE" in rule or "KUBE-" in rule] == []
    platform("up")
    eventually("the service answers", lambda: answers(running))
    running.preview("--expect-no-changes")


def rules() -> list[str]:
    """The machine's packet filter rules."""
    binaries = packages.locate(default_paths().cache / "debian" / packages.key(packages.missing()))
    told = subprocess.run(
        [str(binaries["iptables-save"])], capture_output=True, text=True, check=True
    )
    return told.stdout.splitlines()


def commands() -> list[str]:
    """The command lines of all processes but this one and its engine's."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it ended meanwhile
            continue
    return [line for line in lines if "pulumi" not in line]
