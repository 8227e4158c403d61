"""containerd: its own socket and folders, the local registry over plain HTTP."""

from local.cluster.network import LOCALHOST, REGISTRY
from local.cluster.programs import program
from local.cluster.site import Site
from local.service import Readiness, Service


def service(site: Site) -> Service:
    """The command line of containerd."""
    layout = site.layout
    return Service(
        name="containerd",
        command=(
            program(layout, "containerd"),
            f"--config={layout.configuration / 'containerd.toml'}",
        ),
        readiness=Readiness(socket=str(layout.containerd_socket)),
        environment=site.environment("containerd", configuration(site)),
    )


def configuration(site: Site) -> str:
    """The configuration file of containerd."""
    layout = site.layout
    return f"""\
version = 2
root = "{layout.containerd}"
state = "{layout.containerd_run}"
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
  address = "{layout.containerd_socket}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{site.pause}"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  stream_server_address = "{LOCALHOST}"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "{site.binaries["runc"]}"
        SystemdCgroup = false

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "{site.binaries["cni"]}"
    conf_dir = "{layout.configuration / "cni"}"
    max_conf_num = 1

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "{layout.configuration / "registries"}"
"""


def registry_hosts() -> str:
    """How containerd reaches the local registry."""
    port = REGISTRY.partition(":")[2]
    return f"""\
server = "http://{LOCALHOST}:{port}"

[host."http://{LOCALHOST}:{port}"]
  capabilities = ["pull", "resolve"]
"""
