"""The Docker target on real input: engine, builder, registry, daemon. One stack, told in order.

The provider is the official plugin where the machine has it, else `tests.components.docker.plugin`.
"""

import os
import secrets
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from local.errors import CannotDo
from tests.cluster.program import REPOSITORY, Stack
from tests.components.docker.daemon import Daemon, debian_daemon, own_daemon
from tests.components.docker.plugin import VERSION

pytestmark = [pytest.mark.engine, pytest.mark.cluster, pytest.mark.docker]

SECRETS = ("not-a-real-token-1", "not-a-real-token-2")
PLUGIN = f"""#!/bin/sh
cd "{REPOSITORY}" && exec "{sys.executable}" -m tests.components.docker.plugin "$@"
"""


@pytest.fixture(scope="module")
def docker(cluster: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:  # noqa: ARG001  # a skip without the platform
    """The socket of a daemon that may pull from the platform's registry."""
    if not os.environ.get("SHIPSHAPE_REGISTRY", "").startswith("localhost:"):
        pytest.skip("the daemon pulls from the platform's own registry")
    if found := own_daemon():
        yield found
        return
    try:
        with debian_daemon(tmp_path_factory.mktemp("docker")) as made:
            yield made
    except CannotDo as reason:
        pytest.skip(f"no Docker daemon: {reason}")


@pytest.fixture(scope="module")
def stack(docker: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The program on target docker after its first `up`, with a secret."""
    name = f"host-{secrets.token_hex(4)}"
    root = tmp_path_factory.mktemp(name)
    variables = {"DOCKER_HOST": f"unix://{docker}", "PATH": _path(root / "bin")}
    made = Stack(root, name, variables=variables)
    made.create(target="docker", hostPort=str(_free_port()))
    made.configure_secret("secrets.TOKEN", SECRETS[0])
    made.up()
    yield made
    made.destroy()
    assert _left(docker, name) == ([], [])


def _path(folder: Path) -> str:
    """PATH, with the stand-in plugin where the official one is not installed."""
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    if (home / "plugins" / f"resource-docker-v{VERSION}").exists():
        return os.environ["PATH"]
    folder.mkdir()
    plugin = folder / "pulumi-resource-docker"
    plugin.write_text(PLUGIN)
    plugin.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _left(socket_: Path, name: str) -> tuple[list[str], list[str]]:
    """Containers and volumes of a service."""
    daemon = Daemon(socket_)
    containers = daemon.do("GET", "/containers/json", params={"all": "true"})
    volumes = daemon.do("GET", "/volumes")["Volumes"] or []
    daemon.clean()
    names = [one["Names"][0].lstrip("/") for one in containers]
    return (
        sorted(one for one in names if one.startswith(name)),
        sorted(one["Name"] for one in volumes if one["Name"].startswith(name)),
    )


def _answers(stack: Stack) -> int:
    return httpx.get(f"{stack.outputs()['url']}/health/ready", timeout=10).status_code


def test_it_is_healthy_and_its_secret_is_nowhere_in_plain_text(stack: Stack, docker: Path) -> None:
    """Not in the state, not in what may be inspected; the image runs by its digest."""
    assert _answers(stack) == 200
    assert SECRETS[0] not in stack.state()
    daemon = Daemon(docker)
    found = daemon.inspect(stack.name)
    daemon.clean()
    assert "TOKEN_FILE=/run/secrets/TOKEN" in found["Config"]["Env"]
    assert SECRETS[0] not in str(found)
    (release,) = stack.outputs()["releases"]
    assert release["digest"] == stack.outputs()["image"]


def test_an_unchanged_up_changes_nothing(stack: Stack) -> None:
    """Not even the container, whose image has a health check that nobody declared."""
    stack.preview("--expect-no-changes")


def test_another_secret_leaves_nothing_of_the_one_before(stack: Stack, docker: Path) -> None:
    """A volume can't go while the container that filled it is there."""
    containers, volumes = _left(docker, stack.name)
    stack.configure_secret("secrets.TOKEN", SECRETS[1])
    stack.up()
    assert _answers(stack) == 200
    now = _left(docker, stack.name)
    assert [len(each) for each in now] == [2, 1]
    assert now[0] != containers
    assert now[1] != volumes


def test_a_service_that_does_not_start_is_explained_and_mended(stack: Stack) -> None:
    """The container stays to be looked at; the next configuration replaces it."""
    stack.configure_secret("databaseUrl", "nonsense")
    failed = stack.up(check=False)
    said = failed.stdout + failed.stderr
    assert failed.returncode != 0
    assert "DATABASE_URL" in said
    assert "config.env_missing" in said
    stack.unset("databaseUrl")
    stack.up()
    assert _answers(stack) == 200
