"""The builder's configuration, buildx's files and how the daemon runs, whole."""

import json
import tomllib
from pathlib import Path

import pytest

from local import builder
from local.paths import Paths
from local.service import Readiness, Service

PATHS = Paths(cache=Path("/c"), state=Path("/s"), run=Path("/r"))


def test_configuration() -> None:
    """Everything below our own folders; the registry on loopback is plain HTTP."""
    assert tomllib.loads(builder.configuration(PATHS)) == {
        "root": "/s/buildkit",
        "log": {"level": "warn"},
        "grpc": {"address": ["unix:///r/buildkitd.sock"]},
        "otel": {"socketPath": "/r/buildkitd-otel.sock"},
        "cdi": {"disabled": True},
        "history": {"maxAge": 172800, "maxEntries": 20},
        "worker": {
            "oci": {
                "enabled": True,
                "snapshotter": "auto",
                "networkMode": "host",
                "gc": True,
                "maxUsedSpace": "8GB",
                "minFreeSpace": "2GB",
            },
            "containerd": {"enabled": False},
        },
        "registry": {"localhost:5001": {"http": True, "insecure": True}},
    }


def test_buildx_files() -> None:
    """One remote builder, current for every Docker context."""
    files = {path: json.loads(text) for path, text in builder.buildx_files(PATHS).items()}
    assert files == {
        Path("/s/buildx/instances/shipshape"): {
            "Name": "shipshape",
            "Driver": "remote",
            "Nodes": [
                {
                    "Name": "shipshape0",
                    "Endpoint": "unix:///r/buildkitd.sock",
                    "Platforms": None,
                    "DriverOpts": {},
                    "Flags": None,
                    "Files": None,
                }
            ],
            "Dynamic": False,
        },
        Path("/s/buildx/current"): {"Key": "", "Name": "shipshape", "Global": True},
    }


def test_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own folder is searched for runc first."""
    monkeypatch.setenv("PATH", "/usr/bin")
    binaries = {"buildkitd": Path("/b/buildkitd"), "runc": Path("/d/runc"), "path": Path("/d")}
    assert builder.service(PATHS, binaries) == Service(
        name="builder",
        command=("/b/buildkitd", "--config", "/s/buildkitd.toml"),
        readiness=Readiness(socket="/r/buildkitd.sock"),
        environment={"PATH": "/d:/d:/usr/bin"},
        after=("registry",),
        start_seconds=30,
    )


def test_prepare_writes_private_buildx_files(tmp_path: Path) -> None:
    """Safe to run twice; buildx keeps its folder private, and so do we."""
    paths = Paths(cache=tmp_path / "c", state=tmp_path / "s", run=tmp_path / "r")
    builder.prepare(paths)
    builder.prepare(paths)
    assert (paths.buildx / "current").stat().st_mode & 0o777 == 0o600
    assert (paths.state / "buildkitd.toml").exists()
