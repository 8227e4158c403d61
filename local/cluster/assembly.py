"""The cluster's services and the files they read."""

import os
from collections.abc import Mapping
from pathlib import Path

from local.cluster import (
    apiserver,
    cni,
    containerd,
    controllers,
    credentials,
    dns,
    etcd,
    kubeconfig,
    kubelet,
    proxy,
)
from local.cluster.layout import Layout
from local.cluster.network import REGISTRY, no_proxy
from local.cluster.site import Site
from local.paths import Paths
from local.service import Service

_CLIENTS = ("kubelet", "kube-controller-manager", "kube-scheduler", "kube-proxy", "coredns")
_RESOLVER = Path("/etc/resolv.conf")


def look(paths: Paths, binaries: Mapping[str, Path], images: Mapping[str, str]) -> Site:
    """Read what the builders need from this machine; the credentials must be there."""
    layout = Layout(paths)
    resolver = _RESOLVER.read_text("utf-8") if _RESOLVER.exists() else ""
    current = os.environ.get("NO_PROXY") or os.environ.get("no_proxy") or ""
    return Site(
        layout=layout,
        binaries=binaries,
        pause=images["pause"],
        credentials=credentials.summary(layout),
        nameservers=dns.nameservers(resolver),
        no_proxy=no_proxy(current),
    )


def services(
    paths: Paths, binaries: Mapping[str, Path], images: Mapping[str, str]
) -> list[Service]:
    """Every service of the cluster, in start order."""
    return build(look(paths, binaries, images))


def build(site: Site) -> list[Service]:
    """Every service of a site, in start order."""
    return [
        etcd.service(site),
        containerd.service(site),
        apiserver.service(site),
        *controllers.services(site),
        kubelet.service(site),
        dns.service(site),
        proxy.service(site),
    ]


def files(site: Site) -> dict[Path, str]:
    """Every configuration file, by path."""
    layout = site.layout
    folder = layout.configuration
    return {
        folder / "authentication.yaml": apiserver.AUTHENTICATION,
        folder / "kubelet.yaml": kubelet.configuration(site),
        folder / "kube-proxy.yaml": proxy.configuration(site),
        folder / "containerd.toml": containerd.configuration(site),
        folder / "registries" / REGISTRY / "hosts.toml": containerd.registry_hosts(),
        folder / "cni" / "10-shipshape.conflist": cni.configuration(layout),
        folder / "Corefile": dns.configuration(site),
        folder / "resolv.conf": kubelet.RESOLVER,
        **{layout.kubeconfig(name): kubeconfig.for_program(layout, name) for name in _CLIENTS},
    }
