"""The kind path, as text: no image can be pulled where these tests run."""

from local import kind


def test_the_commands_are_the_documented_ones() -> None:
    """Registry, cluster, network, registry host: in this order, each with its own check."""
    lines = [" ".join(step.command) for step in kind.steps()]
    assert lines == [
        (
            "docker run --detach --restart always --publish 127.0.0.1:5001:5000 "
            "--name shipshape-registry registry:2"
        ),
        "kind create cluster --name shipshape --config -",
        "docker network connect kind shipshape-registry",
        (
            "docker exec --interactive shipshape-control-plane sh -c "
            "mkdir -p /etc/containerd/certs.d/localhost:5001 && "
            "cat > /etc/containerd/certs.d/localhost:5001/hosts.toml"
        ),
    ]
    assert [" ".join(step.done_when) for step in kind.steps()] == [
        "docker inspect shipshape-registry",
        "docker inspect shipshape-control-plane",
        "docker exec shipshape-control-plane getent hosts shipshape-registry",
        (
            "docker exec shipshape-control-plane test -s "
            "/etc/containerd/certs.d/localhost:5001/hosts.toml"
        ),
    ]


def test_the_node_port_and_the_registry_are_the_embedded_ones() -> None:
    """The same stack settings serve both platforms."""
    assert kind.cluster_config() == (
        "kind: Cluster\n"
        "apiVersion: kind.x-k8s.io/v1alpha4\n"
        "containerdConfigPatches:\n"
        "  - |-\n"
        '    [plugins."io.containerd.grpc.v1.cri".registry]\n'
        '      config_path = "/etc/containerd/certs.d"\n'
        "nodes:\n"
        "  - role: control-plane\n"
        "    extraPortMappings:\n"
        "      - containerPort: 30080\n"
        "        hostPort: 30080\n"
        '        listenAddress: "127.0.0.1"\n'
    )
    assert kind.hosts_file() == '[host."http://shipshape-registry:5000"]\n'


def test_removal_undoes_both() -> None:
    """`make clean` removes the cluster and the registry."""
    assert kind.removal() == [
        ("kind", "delete", "cluster", "--name", "shipshape"),
        ("docker", "rm", "--force", "shipshape-registry"),
    ]
