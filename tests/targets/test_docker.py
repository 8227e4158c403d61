"""The whole program on a Docker host, under mocks."""

from pathlib import Path

import pytest

from tests.components.recording import DIGEST
from tests.running import lay_out_project, refused, run

KEY = "sk-abcdef0123456789ABCDEFGH"
DOCKER = {
    "target": "docker",
    "serviceType": "ClusterIP",
    "nodePort": "auto",
    "replicas": "auto",
    "verify": "health",
}
"""What makes the development stack one of Docker's: less what only a cluster has."""


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_project(tmp_path, monkeypatch)


def test_the_stack() -> None:
    """An image that is proved, a container, a ledger."""
    asked, outputs = run("dev", DOCKER)
    assert outputs == {
        "url": "http://localhost:8080",
        "image": f"localhost:5001/reference@{DIGEST}",
        "container": "reference",
        "reports": ".shipshape/reports/reference",
        "releases": None,
    }
    assert not [one for one in asked.values() if one.type.startswith(("kubernetes:", "aws:"))]


def test_the_container_waits_for_the_proof() -> None:
    """Nothing is pulled that was not looked at in its registry."""
    asked, _ = run("dev", DOCKER)
    inputs = asked["reference-proof"].inputs
    assert (inputs["platform"], inputs["target"]) == ("linux/amd64", "docker")
    (pulled,) = (
        one for one in asked.values() if one.type == "docker:index/remoteImage:RemoteImage"
    )
    assert pulled.inputs["name"] == f"localhost:5001/reference@{DIGEST}"
    assert "reference-proof" in pulled.options["after"]


def test_a_key_is_a_file() -> None:
    """No variable of the container holds it."""
    given = {"providers": '["openai"]', "model": "openai:gpt-5-mini", "openaiApiKey": KEY}
    asked, _ = run("dev", {**DOCKER, **given}, ("openaiApiKey",))
    variables = asked["reference-container"].inputs["envs"]
    assert "OPENAI_API_KEY_FILE=/run/secrets/OPENAI_API_KEY" in variables
    assert not [one for one in variables if KEY in one]


def test_what_a_container_cannot_do() -> None:
    """The development stack is a cluster's; each setting is said, with the way out."""
    assert [one.partition(" ")[0] for one in refused("dev", {"target": "docker"})] == [
        "shipshape:replicas",
        "shipshape:serviceType",
        "shipshape:nodePort",
        "shipshape:verify",
    ]
