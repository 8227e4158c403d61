"""A site that every builder's test shares: short paths, obviously made-up digests."""

from pathlib import Path

from local.cluster.layout import Layout
from local.cluster.site import Site
from local.paths import Paths

PATHS = Paths(cache=Path("/c"), state=Path("/s"), run=Path("/r"))
LAYOUT = Layout(PATHS)
BINARIES = {name: Path("/b") / name for name in ("kubernetes", "etcd", "containerd", "runc", "cni")}
SITE = Site(
    layout=LAYOUT,
    binaries=BINARIES,
    pause="localhost:5001/shipshape/pause:3",
    credentials="credentials-1",
    nameservers=("192.0.2.53",),
    no_proxy="127.0.0.1",
)
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {
    "PATH": f"/s/cluster/programs:{SYSTEM_PATH}",
    "NO_PROXY": "127.0.0.1",
    "no_proxy": "127.0.0.1",
}
