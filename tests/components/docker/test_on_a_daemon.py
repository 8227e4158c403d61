"""The container on a real Docker daemon: what the daemon makes of the inputs we give."""

import json
import os
import secrets
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pulumi
import pytest

from components import DockerService
from local.errors import CannotDo
from tests.components.recording import SECRET, record

from .daemon import Daemon, debian_daemon, own_daemon, until
from .provider import archive, create_body

pytestmark = pytest.mark.docker

APP = Path(__file__).parents[3] / "app"
NODE = "/nodejs/bin/node"
KEY = "sk-fake-0123456789abcdefABCDEF"
REFERENCE = f"example.com/app@sha256:{'a' * 64}"
HEALTHY_SECONDS = 40
INSIDE = """
const fs = require("fs");
const tried = (path) => {
  try { fs.writeFileSync(path, "x"); return "written"; } catch (error) { return error.code; }
};
const { mode, uid, gid } = fs.statSync("/run/secrets/OPENAI_API_KEY");
const status = fs.readFileSync("/proc/self/status", "utf8");
const of = (name) => new RegExp(`^${name}:\\\\s*(\\\\S+)`, "m").exec(status)[1];
console.log(JSON.stringify({
  secret: { mode: mode.toString(8), uid, gid },
  user: of("Uid"), capabilities: of("CapBnd"), noNewPrivileges: of("NoNewPrivs"),
  root: tried("/app/x"), secrets: tried("/run/secrets/x"), temporary: tried("/tmp/x"),
  cache: tried("/app/.cache/x"), first: fs.readFileSync("/proc/1/comm", "utf8").trim(),
}));
"""


@dataclass(frozen=True)
class Service:
    """A service that runs, and the daemon it runs on."""

    daemon: Daemon
    name: str
    url: str
    inputs: dict[str, Any]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """The machine's own daemon, else Debian's."""
    if found := own_daemon():
        yield from _cleaned(found)
        return
    try:
        with debian_daemon(tmp_path_factory.mktemp("docker")) as made:
            yield from _cleaned(made)
    except CannotDo as reason:
        pytest.skip(f"no Docker daemon: {reason}")


def _cleaned(found: Path) -> Iterator[Daemon]:
    client = Daemon(found)
    yield client
    client.clean()


@pytest.fixture(scope="module")
def image(daemon: Daemon) -> str:
    """The service's image, by its id: its bundle in a runtime image."""
    runtime = os.environ.get("SHIPSHAPE_RUNTIME_IMAGE")
    if runtime is None:
        pytest.skip("SHIPSHAPE_RUNTIME_IMAGE names no image with Node: run through `make test`")
    subprocess.run(["node", "node22/run.mjs", "build.mjs"], cwd=APP, timeout=120, check=True)
    daemon.do("POST", "/images/create", params={"fromImage": runtime})
    name = f"test-{secrets.token_hex(4)}"
    daemon.create(name, {"Image": runtime, "WorkingDir": "/app", "HostConfig": {}})
    built = [_file(f"/app/{file}") for file in ("server.mjs", "healthcheck.mjs")]
    where = {"path": "/"}
    daemon.do("PUT", f"/containers/{name}/archive", params=where, content=archive(built))
    check = {"Test": ["CMD", NODE, "healthcheck.mjs"], "Interval": 30 * 10**9}
    config = {"Entrypoint": [NODE], "Cmd": ["server.mjs"], "WorkingDir": "/app"}
    return daemon.commit(name, name, {**config, "Healthcheck": check})


def _file(path: str) -> dict[str, str]:
    content = (APP / "dist" / Path(path).name).read_text()
    return {"file": path, "content": content, "permissions": "0444", "owner": "0", "group": "0"}


@pytest.fixture(scope="module")
def service(daemon: Daemon, image: str) -> Service:
    """A service with a secret, as the component asks for it, once it is healthy."""
    name = f"test-{secrets.token_hex(4)}"
    asked = _asked(name, _free_port())
    container = _make(daemon, asked, name, image)
    daemon.do("POST", f"/containers/{name}/start")
    until(lambda: _health(daemon, name) == "healthy", HEALTHY_SECONDS)
    assert _health(daemon, name) == "healthy", daemon.logs(name)
    port = container["ports"][0]["external"]
    return Service(daemon, name, f"http://127.0.0.1:{port}", container)


def _asked(name: str, port: int) -> dict[str, dict[str, Any]]:
    def program() -> pulumi.Output[str]:
        return DockerService(
            name,
            {
                "image": REFERENCE,
                "host_port": port,
                "longest_stream": 30,
                "memory": "320Mi",
                "cpu": "500m",
                "cpu_limit": "1.5",
                "cache_paths": ["/app/.cache"],
                "providers": ["openai"],
                "api_keys": {"openai": KEY},
            },
        ).container

    asked, _ = record(program)
    return {child: found.inputs for child, found in asked.items()}


def _make(
    daemon: Daemon, asked: dict[str, dict[str, Any]], name: str, image: str
) -> dict[str, Any]:
    """Everything in the engine's order, up to the start; the container's inputs."""
    container = {**asked[f"{name}-container"], "image": image}
    (volume,) = (mount["volumeName"] for mount in container["volumes"])
    writer = {**asked[f"{volume}-writer"], "image": image}
    daemon.create_volume(volume)
    daemon.create(writer["name"], create_body(writer))
    files = archive(writer["uploads"][SECRET])
    path = f"/containers/{writer['name']}/archive"
    daemon.do("PUT", path, params={"path": "/"}, content=files)
    daemon.create(name, create_body(container))
    return container


def _health(daemon: Daemon, name: str) -> str:
    status: str = daemon.inspect(name)["State"]["Health"]["Status"]
    return status


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def test_the_images_health_check_at_our_times(service: Service) -> None:
    """The command is the image's, the times are the component's, and it passed."""
    found = service.daemon.inspect(service.name)["Config"]["Healthcheck"]
    assert found == {
        "Test": ["CMD", NODE, "healthcheck.mjs"],
        "Interval": 10 * 10**9,
        "Timeout": 3 * 10**9,
        "StartPeriod": 120 * 10**9,
        "Retries": 3,
    }


def test_what_the_service_can_and_cannot_do(service: Service) -> None:
    """As the process itself sees it: its own files, no more; an init in front of it."""
    inside = json.loads(service.daemon.run_in(service.name, [NODE, "-e", INSIDE]))
    assert inside == {
        "secret": {"mode": "100400", "uid": 65532, "gid": 65532},
        "user": "65532",
        "capabilities": "0" * 16,
        "noNewPrivileges": "1",
        "root": "EROFS",
        "secrets": "EROFS",
        "temporary": "written",
        "cache": "written",
        "first": "docker-init",
    }


def test_the_limits(service: Service) -> None:
    """As the daemon keeps them: no swap beside the memory."""
    host = service.daemon.inspect(service.name)["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == 320 * 2**20
    assert (host["CpuShares"], host["NanoCpus"]) == (512, 1_500_000_000)
    assert host["RestartPolicy"] == {"Name": "unless-stopped", "MaximumRetryCount": 0}
    assert host["LogConfig"]["Config"] == {"max-file": "3", "max-size": "10m"}


def test_no_secret_shows_in_what_may_be_inspected(service: Service) -> None:
    """Neither in the container nor in the one that the file came through, nor in a log."""
    volume = service.inputs["volumes"][0]["volumeName"]
    for name in (service.name, f"{volume}-writer"):
        assert KEY not in json.dumps(service.daemon.inspect(name))
    assert KEY not in service.daemon.logs(service.name)


def test_docker_takes_no_file_into_a_container_with_a_read_only_root(service: Service) -> None:
    """Why there is a second container: the provider uploads to `/`, and this is refused."""
    owned = {"permissions": "0400", "owner": "65532", "group": "65532"}
    files = archive([{"file": "/run/secrets/TOKEN", "content": "not-a-real-token", **owned}])
    path = f"/containers/{service.name}/archive"
    refused = service.daemon.ask("PUT", path, params={"path": "/"}, content=files)
    assert not refused.is_success
    assert "container rootfs is marked read-only" in refused.text


def test_it_answers_and_ends_without_cutting_a_stream(service: Service) -> None:
    """The last test of this module: a stream that runs when the container is stopped is whole."""
    body = {"prompt": "a", "maxTokens": 30, "chunkDelayMs": 100}
    answers: list[str] = []

    def stream() -> None:
        answers.append(httpx.post(f"{service.url}/api/generate", json=body, timeout=30).text)

    caller = threading.Thread(target=stream)
    caller.start()
    time.sleep(1)
    started = time.monotonic()
    # The provider's own order: `destroy_grace_seconds` to end in, then the container goes.
    grace = service.inputs["destroyGraceSeconds"]
    service.daemon.do("POST", f"/containers/{service.name}/stop", params={"t": grace})
    took = time.monotonic() - started
    caller.join()
    assert "[DONE]" in answers[0]
    assert 1 < took < 20
    state = service.daemon.inspect(service.name)["State"]
    assert (state["ExitCode"], state["OOMKilled"]) == (0, False)
    last = json.loads(service.daemon.logs(service.name).splitlines()[-1])
    assert (last["event"], last["cut"]) == ("shutdown.end", 0)
