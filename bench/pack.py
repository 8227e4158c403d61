"""How many resources a second the policy pack judges: `python -m bench.pack [COUNT]`.

The pack is started as the engine starts it and asked as the engine asks, over gRPC: for each
Deployment a remediation and an analysis, at the end one for the whole stack. Beside it runs what
most packs are: one policy for every rule, here without any rule in it.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from policies.rules import registered
from policies.rules.model import Subject

PACK = Path(__file__).resolve().parents[1] / "policies"
COUNT = 1000
# The promise: resources a second.
FLOOR = 400
# The engine's own limit for one message.
_OPTIONS = [("grpc.max_send_message_length", 400 * 1024 * 1024)]
_TYPE = "kubernetes:apps/v1:Deployment"
_PLAIN = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy
def look(args, report):
    args.props.get("spec")
PolicyPack("plain", [
    ResourceValidationPolicy(f"rule-{{i}}", "one rule", look, EnforcementLevel.MANDATORY)
    for i in range({count})
])
"""


def main(count: int) -> int:
    """Print both rates; gives 1 if the pack's is below the promise."""
    kubernetes = [
        one
        for one in registered().values()
        if one.subject not in (Subject.DOCKERFILE, Subject.RESOURCE)
    ]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        (plain / "__main__.py").write_text(_PLAIN.format(count=len(kubernetes)))
        compared = _rate(plain, max(count // 10, 1))
    ours = _rate(PACK, count)
    print(f"{count} Deployments, {len(kubernetes)} rules on Kubernetes")
    print(f"  this pack                {ours:6.0f} resources a second (promised: {FLOOR})")
    print(f"  a policy for every rule  {compared:6.0f} resources a second, without the rules")
    print(f"  ratio                    {ours / compared:6.1f}")
    return 0 if ours >= FLOOR else 1


def _rate(pack: Path, count: int) -> float:
    requests = [_request(number) for number in range(count)]
    with _analyzer(pack) as analyzer:
        _ask(analyzer, requests[:10])
        began = time.monotonic()
        _ask(analyzer, requests)
        return count / (time.monotonic() - began)


def _ask(analyzer: Any, requests: list[Any]) -> None:
    for one in requests:
        analyzer.Remediate(one)
        analyzer.Analyze(one)
    whole = [
        analyzer_pb2.AnalyzerResource(
            type=one.type, name=one.name, urn=one.urn, properties=one.properties
        )
        for one in requests
    ]
    analyzer.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=whole))


@contextmanager
def _analyzer(pack: Path) -> Iterator[Any]:
    """The pack, served by its own Python, and a client of it."""
    python = PACK / ".venv" / "bin" / "python"
    command = [str(python), "-u", "-m", "pulumi.policy", "127.0.0.1:0", str(pack)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = (process.stdout or sys.stdin).readline().strip()
            with grpc.insecure_channel(f"127.0.0.1:{port}", options=_OPTIONS) as channel:
                analyzer = analyzer_pb2_grpc.AnalyzerStub(channel)
                configured = analyzer_pb2.AnalyzerStackConfigureRequest(stack="dev")
                analyzer.ConfigureStack(configured)
                yield analyzer
        finally:
            process.kill()


def _request(number: int) -> Any:
    name = f"app-{number}"
    properties = struct_pb2.Struct()
    properties.update(_deployment(name))
    urn = f"urn:pulumi:dev::bench::{_TYPE}::{name}"
    return analyzer_pb2.AnalyzeRequest(type=_TYPE, name=name, urn=urn, properties=properties)


def _deployment(name: str) -> dict[str, Any]:
    """A Deployment as a team writes it: mostly sound, with ten variables."""
    probe = {"httpGet": {"path": "/ready", "port": 8080}, "timeoutSeconds": 3}
    container = {
        "name": "app",
        "image": "ghcr.io/acme/app:1.4.2",
        "ports": [{"containerPort": 8080}],
        "readinessProbe": probe,
        "livenessProbe": {**probe, "failureThreshold": 9},
        "resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "env": [{"name": f"SETTING_{i}", "value": "on"} for i in range(10)],
    }
    labels = {"app": name}
    pod = {"automountServiceAccountToken": False, "containers": [container]}
    spec = {
        "replicas": 2,
        "selector": {"matchLabels": labels},
        "template": {"metadata": {"labels": labels}, "spec": pod},
    }
    metadata = {"name": name, "namespace": "bench"}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
