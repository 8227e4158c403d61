"""Docker's own command line, against a daemon that is played."""

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from collect.live.docker import snapshot
from tests.collect.live.api_server import Server, serving

CONTAINER = {
    "Id": "0123456789abcdef",
    "Name": "/web",
    "Image": "sha256:0123",
    "RestartCount": 2,
    "State": {"Status": "exited", "ExitCode": 137, "OOMKilled": True, "Error": ""},
    "Config": {"Image": "app:1", "Env": ["OPENAI_API_KEY=sk-fake-0123456789"], "Tty": False},
}


def framed(*lines: tuple[int, str]) -> bytes:
    """A log as the daemon sends it: 1 is stdout, 2 stderr."""
    return b"".join(
        struct.pack(">BxxxL", stream, len(line)) + line.encode() for stream, line in lines
    )


@pytest.fixture
def daemon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A daemon with one container."""
    if shutil.which("docker") is None:
        pytest.skip("docker is not on PATH")
    with serving() as server:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{server.port}")
        monkeypatch.setenv("DOCKER_API_VERSION", "1.44")
        base = "/v1.44/containers"
        known = {"web": CONTAINER, "0123456789abcdef": CONTAINER}
        for name, told in known.items():
            server.answers[f"{base}/{name}/json"] = (200, told)
        server.answers[f"{base}/gone/json"] = (404, {"message": "No such container: gone"})
        server.answers[f"{base}/0123456789abcdef/logs"] = (
            200,
            framed((1, "starting\n"), (2, "out of memory\n")),
        )
        yield server


def test_a_container_and_its_log(daemon: Server) -> None:
    """State, exit code and both streams; names of the environment only; one that is not there."""
    found = snapshot(["web", "gone"])
    (one,) = found.containers
    assert (one.name, one.state.reason, one.state.exit_code, one.restarts) == (
        "web",
        "OOMKilled",
        137,
        2,
    )
    (log,) = found.logs
    assert sorted(log.text.splitlines()) == ["out of memory", "starting"]
    assert (log.origin, log.container) == ("docker logs web", "web")
    assert found.looked_at == ("Docker: web",)
    (said,) = found.unread
    assert "gone" in said
    assert "sk-fake" not in repr(found)
    assert ("/v1.44/containers/0123456789abcdef/logs", "1000") in [
        (path, query.get("tail")) for path, query in daemon.asked
    ]


def test_a_log_that_the_driver_does_not_keep(daemon: Server) -> None:
    """The daemon's own words, and the container all the same."""
    daemon.answers["/v1.44/containers/0123456789abcdef/logs"] = (
        501,
        {"message": "configured logging driver does not support reading"},
    )
    found = snapshot(["web"])
    assert [one.name for one in found.containers] == ["web"]
    (said,) = found.unread
    assert said.startswith("logs of web: ")
    assert said.endswith("configured logging driver does not support reading")


def test_no_daemon_and_no_docker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One sentence each."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    if shutil.which("docker"):
        (said,) = snapshot(["web"]).unread
        assert "daemon" in said
    monkeypatch.setenv("PATH", str(tmp_path))
    found = snapshot(["web"])
    assert found.unread == ("`docker` can't be run: No such file or directory",)
    assert (found.containers, found.looked_at) == ((), ())


def test_a_docker_that_hangs_or_prints_no_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever stands on PATH under this name."""
    program = tmp_path / "docker"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program.write_text("#!/bin/sh\necho podman 5\n")
    program.chmod(0o755)
    assert snapshot(["web"]).containers == ()
    program.write_text(f"#!/bin/sh\necho '{json.dumps({'a': 1})}'; exec sleep 30\n")
    monkeypatch.setattr("collect.live.docker.SECONDS", 0.2)
    assert snapshot(["web"]).unread == ("`docker` did not answer within 0.2 s",)
