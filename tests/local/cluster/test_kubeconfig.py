"""Kubeconfigs, whole."""

from local.cluster import kubeconfig
from tests.local.cluster.site_fixture import LAYOUT


def test_for_a_program() -> None:
    """Points at files, so that a renewed certificate needs no new kubeconfig."""
    assert (
        kubeconfig.for_program(LAYOUT, "coredns")
        == """\
apiVersion: v1
kind: Config
clusters:
  - name: shipshape
    cluster:
      server: https://10.88.0.1:16443
      certificate-authority: /s/cluster/credentials/ca.crt
users:
  - name: shipshape
    user:
      client-certificate: /s/cluster/credentials/coredns.crt
      client-key: /s/cluster/credentials/coredns.key
contexts:
  - name: shipshape
    context:
      cluster: shipshape
      user: shipshape
current-context: shipshape
"""
    )


def test_for_people() -> None:
    """Self-contained, and by loopback, which is never sent to a proxy."""
    assert (
        kubeconfig.for_people(b"authority", b"certificate", b"not a key")
        == """\
apiVersion: v1
kind: Config
clusters:
  - name: shipshape
    cluster:
      server: https://127.0.0.1:16443
      certificate-authority-data: YXV0aG9yaXR5
users:
  - name: shipshape
    user:
      client-certificate-data: Y2VydGlmaWNhdGU=
      client-key-data: bm90IGEga2V5
contexts:
  - name: shipshape
    context:
      cluster: shipshape
      user: shipshape
current-context: shipshape
"""
    )
