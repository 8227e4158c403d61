"""Who asks a registry: ECR's own token, or what `docker login` left on this machine."""

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collect.live.aws.session import Clients

from .errors import NoFacts

Credentials = tuple[str, str]
"""User and password."""

_ECR = re.compile(
    r"\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)"
)
_HUB_KEY = "https://index.docker.io/v1/"
"""Docker Hub's name in Docker's configuration."""
_HELPER = re.compile(r"[A-Za-z0-9_-]+")
_SECONDS = 10


def ecr_region(host: str) -> str:
    """The region of a private ECR registry; empty for any other host."""
    found = _ECR.fullmatch(host)
    return found.group(1) if found else ""


def credentials_for(host: str) -> Credentials | None:
    """What this machine may show to a registry; None asks as anybody. Raises NoFacts."""
    region = ecr_region(host)
    return ecr_token(region) if region else _of_docker(host)


def ecr_token(region: str) -> Credentials:
    """The user and token that ECR gives to the machine's AWS credentials. Raises NoFacts."""
    try:
        answer = Clients()("ecr", region).get_authorization_token()
        token = base64.b64decode(answer["authorizationData"][0]["authorizationToken"]).decode()
    except Exception as error:
        said = str(error).partition("\n")[0] or type(error).__name__
        raise NoFacts(f"ECR in {region} gives no token: {said}") from error
    user, _, password = token.partition(":")
    return user, password


def _of_docker(host: str) -> Credentials | None:
    """From Docker's configuration; one that can't be read counts as none, as for Docker."""
    folder = os.environ.get("DOCKER_CONFIG") or str(Path.home() / ".docker")
    try:
        config = json.loads(Path(folder, "config.json").read_text())
    except (OSError, ValueError):
        return None
    return _chosen(config, _HUB_KEY if host == "docker.io" else host)


def _chosen(config: Any, key: str) -> Credentials | None:
    if not isinstance(config, dict):
        return None
    helper = _mapping(config.get("credHelpers")).get(key) or config.get("credsStore")
    if isinstance(helper, str) and _HELPER.fullmatch(helper):
        return _from_helper(helper, key)
    auths = _mapping(config.get("auths"))
    return _from_entry(_mapping(auths.get(key) or auths.get(f"https://{key}")))


def _from_entry(entry: Mapping[str, Any]) -> Credentials | None:
    try:
        user, colon, password = (
            base64.b64decode(str(entry.get("auth") or "")).decode().partition(":")
        )
    except ValueError:
        return None
    return (user, password) if colon else None


def _from_helper(helper: str, key: str) -> Credentials | None:
    """Ask a credential helper, as Docker does; one that knows nothing says so by its exit code."""
    program = shutil.which(f"docker-credential-{helper}")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "get"],
            input=key,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
        told = _mapping(json.loads(done.stdout))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    user, secret = str(told.get("Username") or ""), str(told.get("Secret") or "")
    return (user, secret) if user and secret else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
