"""containerd's command line and configuration, whole."""

from local.cluster import containerd
from local.cluster.site import digest
from local.service import Readiness, Service
from tests.local.cluster.site_fixture import ENVIRONMENT, SITE


def test_service() -> None:
    """Its own socket."""
    assert containerd.service(SITE) == Service(
        name="containerd",
        command=(
            "/s/cluster/programs/containerd",
            "--config=/s/cluster/configuration/containerd.toml",
        ),
        readiness=Readiness(socket="/r/cluster/containerd/containerd.sock"),
        environment={
            **ENVIRONMENT,
            "SHIPSHAPE_INPUTS": digest(
                "/b/containerd", "credentials-1", containerd.configuration(SITE)
            ),
        },
    )


def test_configuration() -> None:
    """The whole file."""
    assert (
        containerd.configuration(SITE)
        == """\
version = 2
root = "/s/cluster/containerd"
state = "/r/cluster/containerd"
disabled_plugins = [
  "io.containerd.snapshotter.v1.aufs",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs",
  "io.containerd.internal.v1.opt",
  "io.containerd.internal.v1.tracing",
  "io.containerd.tracing.processor.v1.otlp",
]

[grpc]
  address = "/r/cluster/containerd/containerd.sock"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost:5001/shipshape/pause:3"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  stream_server_address = "127.0.0.1"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "/b/runc"
        SystemdCgroup = false

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/b/cni"
    conf_dir = "/s/cluster/configuration/cni"
    max_conf_num = 1

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/s/cluster/configuration/registries"
"""
    )


def test_registry_hosts() -> None:
    """Plain HTTP, by address: `localhost` may mean ::1 first."""
    assert (
        containerd.registry_hosts()
        == """\
server = "http://127.0.0.1:5001"

[host."http://127.0.0.1:5001"]
  capabilities = ["pull", "resolve"]
"""
    )
