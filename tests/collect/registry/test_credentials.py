"""Who asks: ECR's token from an account, and what `docker login` left."""

import base64
import json
from pathlib import Path

import pytest
from moto import mock_aws

from collect.registry import NoFacts
from collect.registry.credentials import credentials_for

HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
ENTRY = {"auth": base64.b64encode(b"me:fake-word").decode()}


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Docker's configuration, and the machine's only programs."""
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def configure(folder: Path, config: object) -> None:
    """Write Docker's configuration."""
    (folder / "config.json").write_text(json.dumps(config))


def test_ecr(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is AWS."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake")
    with mock_aws():
        found = credentials_for(HOST)
    assert found is not None
    assert found[0] == "AWS"
    assert "fake" not in found[1]


def test_ecr_without_an_account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sentence, and nothing is asked of the network."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(NoFacts, match=r"ECR in eu-west-1 gives no token: Unable to locate cred"):
        credentials_for(HOST)


@pytest.mark.parametrize(
    ("host", "auths"),
    [
        ("ghcr.io", {"ghcr.io": ENTRY}),
        ("ghcr.io", {"https://ghcr.io": ENTRY}),
        ("docker.io", {"https://index.docker.io/v1/": ENTRY}),
    ],
)
def test_logins(folder: Path, host: str, auths: object) -> None:
    """Under the names that Docker gives them."""
    configure(folder, {"auths": auths})
    assert credentials_for(host) == ("me", "fake-word")


def test_a_login_elsewhere(folder: Path) -> None:
    """Is shown to nobody else."""
    configure(folder, {"auths": {"ghcr.io": ENTRY}})
    assert credentials_for("quay.io") is None


@pytest.mark.parametrize("config", [[], {"auths": []}, {"auths": {"ghcr.io": {"auth": "?"}}}, {}])
def test_a_configuration_that_says_nothing(folder: Path, config: object) -> None:
    """As if there were none."""
    configure(folder, config)
    assert credentials_for("ghcr.io") is None


def test_no_configuration(folder: Path) -> None:
    """Anybody asks."""
    (folder / "config.json").unlink(missing_ok=True)
    assert credentials_for("ghcr.io") is None


@pytest.mark.parametrize("config", [{"credsStore": "box"}, {"credHelpers": {"ghcr.io": "box"}}])
def test_helpers(folder: Path, config: object) -> None:
    """A program keeps the password, and gets the host on its standard input."""
    program = folder / "docker-credential-box"
    program.write_text(
        '#!/bin/sh\nread host\nprintf \'{"Username": "%s", "Secret": "fake-%s"}\' "$host" "$1"\n'
    )
    program.chmod(0o755)
    configure(folder, config)
    assert credentials_for("ghcr.io") == ("ghcr.io", "fake-get")


@pytest.mark.parametrize("body", ["exit 1", "echo no JSON"])
def test_helpers_that_know_nothing(folder: Path, body: str) -> None:
    """As if there were no login."""
    program = folder / "docker-credential-box"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    configure(folder, {"credsStore": "box", "credHelpers": {"quay.io": "gone"}})
    assert credentials_for("ghcr.io") is None
    assert credentials_for("quay.io") is None
