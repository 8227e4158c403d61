"""`make down` while functions run: nothing of them is left, whoever uses them."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from local.cluster.cgroups import hierarchies
from local.functions import FunctionSpec, Instance
from local.functions.assembly import end_all
from local.paths import Paths
from local.supervisor import process
from local.supervisor.process import Identity

pytestmark = pytest.mark.cluster

_SOURCE = """
const asks = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nhost: here\\r\\n\\r\\n";
const api = require("node:net").connect(9001, "127.0.0.1", () => api.write(asks));
"""
WAITS = ("/nodejs/bin/node", "-e", _SOURCE)
"""A function that asks for an event and waits for it."""


@pytest.fixture
def paths(platform: Paths, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The platform, with functions of this test's own."""
    run = tmp_path_factory.mktemp("run")
    (run / "cluster").symlink_to(platform.run / "cluster")
    return replace(platform, run=run)


@pytest.fixture
def running(paths: Paths) -> Iterator[Instance]:
    """A function that waits for an event."""
    image = os.environ["SHIPSHAPE_RUNTIME_IMAGE"]
    spec = FunctionSpec("down", "1", image, {}, 128, 9.0, entry_point=WAITS)
    with Instance.start(spec, paths) as instance:
        yield instance


@pytest.mark.parametrize("containerd", ["up", "gone"])
def test_an_end_for_all(paths: Paths, running: Instance, containerd: str) -> None:
    """Processes, files, mounts, network and cgroup are gone, and its owner is told so."""
    identity = running.identity
    folder = paths.run / "functions" / identity
    emulator = Identity(**json.loads((folder / "emulator.json").read_text()))
    if containerd == "gone":
        (paths.run / "cluster").unlink()
    end_all(paths)
    assert not folder.exists()
    assert identity not in Path("/proc/self/mounts").read_text()
    assert not Path(f"/run/netns/shipshape-{identity}").exists()
    assert not process.alive(emulator)
    groups = hierarchies(Path("/proc/self/mounts").read_text())
    assert not any((group / f"shipshape/function-{identity}").exists() for group in groups)
    assert not running.alive
    end_all(paths)
