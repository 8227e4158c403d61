"""Kubeconfigs: the admin's carries its credentials, the programs' point at theirs."""

import base64

from local.cluster.apiserver import LOCAL_URL, URL
from local.cluster.layout import Layout
from local.cluster.network import NODE


def for_program(layout: Layout, name: str) -> str:
    """The kubeconfig of a program of the cluster, whose certificate has its name."""
    return _kubeconfig(
        URL,
        f"certificate-authority: {layout.certificate('ca')}",
        f"client-certificate: {layout.certificate(name)}",
        f"client-key: {layout.key(name)}",
    )


def for_people(authority: bytes, certificate: bytes, key: bytes) -> str:
    """The administrator's kubeconfig: works from anywhere on this machine."""
    return _kubeconfig(
        LOCAL_URL,
        f"certificate-authority-data: {_inline(authority)}",
        f"client-certificate-data: {_inline(certificate)}",
        f"client-key-data: {_inline(key)}",
    )


def _inline(pem: bytes) -> str:
    return base64.b64encode(pem).decode("ascii")


def _kubeconfig(server: str, authority: str, certificate: str, key: str) -> str:
    return f"""\
apiVersion: v1
kind: Config
clusters:
  - name: {NODE}
    cluster:
      server: {server}
      {authority}
users:
  - name: {NODE}
    user:
      {certificate}
      {key}
contexts:
  - name: {NODE}
    context:
      cluster: {NODE}
      user: {NODE}
current-context: {NODE}
"""
