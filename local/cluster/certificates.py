"""Which keys and certificates the cluster has. Pure: a table."""

from dataclasses import dataclass
from typing import Literal

from local.cluster.network import (
    API_SERVICE,
    DOMAIN,
    LOCALHOST,
    NODE,
    NODE_ADDRESS,
)

AUTHORITIES = ("ca", "etcd-ca", "front-proxy-ca")
"""etcd has an authority of its own: a client of the API must not read its database.

So have extension API servers, which trust what its holder says about users.
"""

SERVICE_ACCOUNT_KEY = "service-accounts"


@dataclass(frozen=True)
class Certificate:
    """A certificate to have: who it names, what it is for, and where it is valid."""

    name: str
    common_name: str
    use: Literal["server", "client", "both"]
    organization: str | None = None
    hosts: tuple[str, ...] = ()
    authority: str = "ca"


_ADMINISTRATORS = "system:masters"

CERTIFICATES = (
    Certificate(
        "apiserver",
        "kube-apiserver",
        "server",
        hosts=(
            LOCALHOST,
            str(NODE_ADDRESS),
            str(API_SERVICE),
            "localhost",
            NODE,
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            f"kubernetes.default.svc.{DOMAIN}",
        ),
    ),
    Certificate("kubelet-serving", NODE, "server", hosts=(NODE, str(NODE_ADDRESS))),
    Certificate("etcd", "etcd", "both", hosts=(LOCALHOST, "localhost"), authority="etcd-ca"),
    Certificate("etcd-client", "kube-apiserver", "client", authority="etcd-ca"),
    Certificate("front-proxy", "front-proxy-client", "client", authority="front-proxy-ca"),
    Certificate("apiserver-kubelet", "kube-apiserver", "client", _ADMINISTRATORS),
    Certificate("admin", "shipshape-admin", "client", _ADMINISTRATORS),
    Certificate("kubelet", f"system:node:{NODE}", "client", "system:nodes"),
    Certificate("kube-controller-manager", "system:kube-controller-manager", "client"),
    Certificate("kube-scheduler", "system:kube-scheduler", "client"),
    Certificate("kube-proxy", "system:kube-proxy", "client"),
    Certificate("coredns", "system:coredns", "client"),
)
