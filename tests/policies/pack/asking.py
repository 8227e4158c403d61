"""Ask the pack's analyzer, in a process of the pack's own Python."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PYTHON = ROOT / "policies" / ".venv" / "bin" / "python"
Resource = dict[str, Any]
# A finding begins with its severity and its rule.
_RULE = re.compile(r"^\[\w+\] ([a-z0-9-]+): ", re.MULTILINE)


def require_pack() -> None:
    """Skip, by name, where the pack's environment was not made."""
    if not PYTHON.is_file():
        pytest.skip(f"{PYTHON} is not there: `make policies` makes the pack's environment")


def ask(
    *resources: Resource,
    stack: str = "dev",
    folder: Path | None = None,
    policies: dict[str, Any] | None = None,
    **config: Any,
) -> dict[str, Any]:
    """What the analyzer says of resources; `config` is the stack's, below `policies:`.

    `folder` is the project's, where its waivers are. `policies` is what the engine configures of
    single policies.
    """
    require_pack()
    told = {
        f"policies:{key}": value if isinstance(value, str) else json.dumps(value)
        for key, value in config.items()
    }
    document = {"stack": stack, "config": told, "policies": policies or {}, "resources": resources}
    done = subprocess.run(
        [PYTHON, Path(__file__).parent / "servicer.py"],
        input=json.dumps(document),
        capture_output=True,
        cwd=folder,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def rules(findings: list[dict[str, str]]) -> list[str]:
    """The ids of the rules that these findings are of, sorted, each once."""
    return sorted({found for one in findings for found in _RULE.findall(one["message"])})


def kubernetes(kind: str, name: str, version: str = "v1", **data: Any) -> Resource:
    """A resource of the Kubernetes provider."""
    group = version if "/" in version else f"core/{version}"
    properties = {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": name, "namespace": "shop"},
        **data,
    }
    return {"type": f"kubernetes:{group}:{kind}", "name": name, "properties": properties}


def deployment(name: str = "api", **container: Any) -> Resource:
    """A Deployment that keeps to the baseline; `container` changes its one container."""
    app = {
        "name": "app",
        "image": "ghcr.io/acme/api:1.4.2",
        "ports": [{"name": "http", "containerPort": 8080}],
        "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}, "timeoutSeconds": 3},
        "livenessProbe": {
            "httpGet": {"path": "/live", "port": "http"},
            "timeoutSeconds": 3,
            "failureThreshold": 6,
        },
        "resources": {
            "requests": {"cpu": "100m", "memory": "256Mi"},
            "limits": {"memory": "256Mi"},
        },
        "securityContext": {
            "runAsNonRoot": True,
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        **container,
    }
    pod = {
        "automountServiceAccountToken": False,
        "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
        "terminationGracePeriodSeconds": 90,
        "containers": [app],
    }
    labels = {"app": name}
    return kubernetes(
        "Deployment",
        name,
        "apps/v1",
        spec={
            "replicas": 2,
            "selector": {"matchLabels": labels},
            "template": {"metadata": {"labels": labels}, "spec": pod},
        },
    )
