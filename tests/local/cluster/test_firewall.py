"""From present rules to the scripts that add and take away ours."""

from local.cluster import firewall

_EMPTY = "*nat\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n"

_INSTALLED = """\
*nat
:SHIPSHAPE-POSTROUTING - [0:0]
:SHIPSHAPE-OUTPUT - [0:0]
-A SHIPSHAPE-POSTROUTING -s 10.88.0.0/16 ! -d 10.88.0.0/16 -j MASQUERADE
-I POSTROUTING 1 -j SHIPSHAPE-POSTROUTING
-A SHIPSHAPE-OUTPUT -d 127.0.0.1/32 -p tcp -m tcp --dport 16443 \
-j DNAT --to-destination 10.88.0.1:16443
-I OUTPUT 1 -j SHIPSHAPE-OUTPUT
COMMIT
*filter
:SHIPSHAPE-FORWARD - [0:0]
:SHIPSHAPE-INPUT - [0:0]
-A SHIPSHAPE-FORWARD -i shipshape0 -j ACCEPT
-A SHIPSHAPE-FORWARD -o shipshape0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-I FORWARD 1 -j SHIPSHAPE-FORWARD
-A SHIPSHAPE-INPUT -i shipshape0 -d 10.88.0.1/32 -j ACCEPT
-I INPUT 1 -j SHIPSHAPE-INPUT
COMMIT
"""

_SAVED = """\
*nat
:POSTROUTING ACCEPT [0:0]
:OUTPUT ACCEPT [3:180]
:DOCKER - [0:0]
:KUBE-SERVICES - [0:0]
:SHIPSHAPE-OUTPUT - [0:0]
:CNI-HOSTPORT-DNAT - [0:0]
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -j SHIPSHAPE-OUTPUT
-A OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
-A OUTPUT ! -d 127.0.0.0/8 -j DOCKER
-A KUBE-SERVICES -d 10.96.0.1/32 -j DNAT --to-destination 10.88.0.1:16443
COMMIT
*mangle
:OUTPUT ACCEPT [0:0]
COMMIT
"""


def test_the_first_installation() -> None:
    """Chains, rules and jumps."""
    assert firewall.installation(_EMPTY) == _INSTALLED


def test_a_later_installation_adds_no_second_jump() -> None:
    """Our chains are filled anew: a changed rule replaces the old one."""
    saved = (
        "*nat\n-A POSTROUTING -j SHIPSHAPE-POSTROUTING\n-A OUTPUT -j SHIPSHAPE-OUTPUT\nCOMMIT\n"
        "*filter\n-A FORWARD -j SHIPSHAPE-FORWARD\n-A INPUT -j SHIPSHAPE-INPUT\nCOMMIT\n"
    )
    without_jumps = [line for line in _INSTALLED.splitlines() if not line.startswith("-I")]

    assert firewall.installation(saved).splitlines() == without_jumps


def test_everything_of_ours_goes_and_nothing_else() -> None:
    """Docker's chain and jump stay."""
    assert (
        firewall.removal(_SAVED, kubernetes=True)
        == """\
*nat
-D OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-D OUTPUT -j SHIPSHAPE-OUTPUT
-D OUTPUT -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT
-F KUBE-SERVICES
-F SHIPSHAPE-OUTPUT
-F CNI-HOSTPORT-DNAT
-X KUBE-SERVICES
-X SHIPSHAPE-OUTPUT
-X CNI-HOSTPORT-DNAT
COMMIT
"""
    )


def test_another_cluster_keeps_its_chains() -> None:
    """They have the same names; so do another network's port mappings."""
    theirs = _SAVED.replace(
        "-A OUTPUT ! -d",
        '-A CNI-HOSTPORT-DNAT -m comment --comment "name: \\"podman\\"" -j CNI-DN-1\n'
        "-A OUTPUT ! -d",
    )

    assert (
        firewall.removal(theirs, kubernetes=False)
        == """\
*nat
-D OUTPUT -j SHIPSHAPE-OUTPUT
-F SHIPSHAPE-OUTPUT
-X SHIPSHAPE-OUTPUT
COMMIT
"""
    )


def test_nothing_of_ours_needs_no_script() -> None:
    """A second `down` runs nothing."""
    assert firewall.removal(_EMPTY, kubernetes=True) == ""
