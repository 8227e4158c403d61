"""The folder as a component package: served by itself, whatever it is called, with every word."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
import yaml
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "components"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the folder under another name, as `pulumi package add` would keep it."""
    return Path(shutil.copytree(COMPONENTS, tmp_path / "shipshape-components-v1"))


@pytest.fixture
def schema(package: Path, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The schema as the engine asks for it, from another folder."""
    command = [sys.executable, str(package), "127.0.0.1:1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = provider_pb2_grpc.ResourceProviderStub(channel)
                answer = stub.GetSchema(provider_pb2.GetSchemaRequest(version=0))
            yield json.loads(answer.schema)
        finally:
            process.terminate()


def test_the_schema(schema: dict[str, Any]) -> None:
    """All components, what they need, what they give."""
    found = {
        name: (resource["requiredInputs"], resource["required"])
        for name, resource in schema["resources"].items()
    }
    assert schema["name"] == "shipshape"
    assert found == {
        "shipshape:index:ServiceImage": (
            ["context", "platform"],
            ["digest", "ref", "reports", "tag"],
        ),
        "shipshape:index:KubernetesService": (
            ["image"],
            ["deployment", "image", "namespace", "rollout", "url"],
        ),
        "shipshape:index:DockerService": (["image"], ["config", "container", "image", "url"]),
        "shipshape:index:DriftInspection": (
            ["backendUrl", "image", "namespace", "stack"],
            ["cronJob", "serviceAccount"],
        ),
        "shipshape:index:ImageRepository": ([], ["name", "registryId", "url"]),
        "shipshape:index:LambdaService": (
            ["image", "platform"],
            [
                "alarms",
                "alias",
                "arn",
                "config",
                "function",
                "logGroup",
                "role",
                "serving",
                "url",
                "version",
            ],
        ),
    }
    assert set(schema["types"]) == {
        f"shipshape:index:{name}"
        for name in (
            "AutoscalingArgs",
            "HttpRouteArgs",
            "IngressArgs",
            "ProbeArgs",
            "RegistryAuthArgs",
            "VpcArgs",
        )
    }
    undescribed = [
        f"{name}.{key}"
        for name, thing in {**schema["resources"], **schema["types"]}.items()
        for key, value in {
            **thing.get("inputProperties", {}),
            **thing.get("properties", {}),
        }.items()
        if not value.get("description")
    ]
    assert undescribed == []


def test_the_package_file() -> None:
    """The engine runs the folder with Python and its own requirements."""
    plugin = yaml.safe_load((COMPONENTS / "PulumiPlugin.yaml").read_text())
    assert plugin == {
        "runtime": {"name": "python", "options": {"toolchain": "pip", "virtualenv": ".venv"}}
    }


def test_the_packages_pins_are_the_projects() -> None:
    """Only what the components import, at the same versions."""
    project = _pins(ROOT / "requirements.txt")
    package = _pins(COMPONENTS / "requirements.txt")
    providers = {"aws", "docker", "docker-build", "kubernetes"}
    assert set(package) == {"pulumi", *(f"pulumi-{name}" for name in providers)}
    assert {name: project[name] for name in package} == package


def _pins(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text().splitlines() if "==" in line]
    return dict(line.split("==") for line in lines if not line.startswith("#"))
