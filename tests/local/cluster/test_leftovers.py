"""Whose shim it is."""

from pathlib import Path

import pytest

from local.cluster.leftovers import is_shim

_OURS = Path("/run/shipshape/cluster/containerd/containerd.sock")


@pytest.mark.parametrize(
    ("arguments", "ours"),
    [
        (["/x/containerd-shim-runc-v2", "-namespace", "k8s.io", "-address", str(_OURS)], True),
        (["/x/containerd-shim-runc-v2", "-address", "/run/containerd/containerd.sock"], False),
        (["/x/tail", "-f", str(_OURS)], False),
        ([], False),
    ],
)
def test_shims(arguments: list[str], *, ours: bool) -> None:
    """Docker's containerd has shims of the same name at another address."""
    assert is_shim(arguments, _OURS) is ours
