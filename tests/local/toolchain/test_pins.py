"""Reading a go.mod."""

import pytest

from local.toolchain.pins import go_numbers, minimum_go, required

GOMOD = """\
module shipshape/toolchain/x

go 1.26.0

require github.com/one/line v0.0.22

require (
	k8s.io/kubernetes v1.36.3
	k8s.io/kubernetes/extra v9.9.9 // indirect
)
"""


def test_required() -> None:
    """Both forms of require; a longer path is another module."""
    assert required(GOMOD, "github.com/one/line") == "0.0.22"
    assert required(GOMOD, "k8s.io/kubernetes") == "1.36.3"
    with pytest.raises(ValueError, match=r"^go\.mod requires no k8s\.io/kube$"):
        required(GOMOD, "k8s.io/kube")


def test_minimum_go() -> None:
    """The go line as numbers."""
    assert minimum_go(GOMOD) == (1, 26, 0)
    with pytest.raises(ValueError, match="no go line"):
        minimum_go("module x\n")


def test_go_numbers() -> None:
    """Distribution suffixes are let pass, development builds are not numbers."""
    assert go_numbers("go1.26.8") == (1, 26, 8)
    assert go_numbers("go1.26.8-X:nogreenteagc") == (1, 26, 8)
    with pytest.raises(ValueError, match="is no Go version"):
        go_numbers("devel +abc")
