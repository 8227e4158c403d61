"""A kind cluster with a registry on localhost, for machines with Docker and kind.

Pure: the commands and the configuration; `local.__main__` runs them. The
registry listens where the embedded one does, so the stack's settings are the same.
"""

from dataclasses import dataclass

CLUSTER = "shipshape"
REGISTRY_CONTAINER = "shipshape-registry"
REGISTRY_IMAGE = "registry:2"
REGISTRY_PORT = 5001
NODE_PORT = 30080


@dataclass(frozen=True)
class Step:
    """One command; `done_when` is a command that succeeds if the step was done before."""

    title: str
    command: tuple[str, ...]
    done_when: tuple[str, ...]
    stdin: str = ""


def cluster_config() -> str:
    """The kind configuration: the service's node port on localhost, registry by hosts folder."""
    return f"""\
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
containerdConfigPatches:
  - |-
    [plugins."io.containerd.grpc.v1.cri".registry]
      config_path = "/etc/containerd/certs.d"
nodes:
  - role: control-plane
    extraPortMappings:
      - containerPort: {NODE_PORT}
        hostPort: {NODE_PORT}
        listenAddress: "127.0.0.1"
"""


def hosts_file() -> str:
    """What the node's containerd needs to find the registry by its localhost name."""
    return f'[host."http://{REGISTRY_CONTAINER}:5000"]\n'


def steps() -> list[Step]:
    """The commands, in order; each is skipped when its `done_when` succeeds."""
    node = f"{CLUSTER}-control-plane"
    folder = f"/etc/containerd/certs.d/localhost:{REGISTRY_PORT}"
    return [
        Step(
            "registry",
            ("docker", "run", "--detach", "--restart", "always",
             "--publish", f"127.0.0.1:{REGISTRY_PORT}:5000",
             "--name", REGISTRY_CONTAINER, REGISTRY_IMAGE),
            ("docker", "inspect", REGISTRY_CONTAINER),
        ),
        Step(
            "cluster",
            ("kind", "create", "cluster", "--name", CLUSTER, "--config", "-"),
            ("docker", "inspect", node),
            stdin=cluster_config(),
        ),
        Step(
            "network",
            ("docker", "network", "connect", "kind", REGISTRY_CONTAINER),
            ("docker", "exec", node, "getent", "hosts", REGISTRY_CONTAINER),
        ),
        Step(
            "registry host",
            ("docker", "exec", "--interactive", node, "sh", "-c",
             f"mkdir -p {folder} && cat > {folder}/hosts.toml"),
            ("docker", "exec", node, "test", "-s", f"{folder}/hosts.toml"),
            stdin=hosts_file(),
        ),
    ]  # fmt: skip


def removal() -> list[tuple[str, ...]]:
    """The commands that undo all of `steps`."""
    return [
        ("kind", "delete", "cluster", "--name", CLUSTER),
        ("docker", "rm", "--force", REGISTRY_CONTAINER),
    ]
