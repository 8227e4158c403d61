"""The cluster's addresses."""

from local.cluster import network


def test_the_addresses_agree() -> None:
    """The node's is a pod-range gateway, Services' are in their range."""
    assert next(network.PODS.hosts()) == network.NODE_ADDRESS
    assert next(network.SERVICES.hosts()) == network.API_SERVICE
    assert network.DNS_SERVICE in network.SERVICES
    assert not network.PODS.overlaps(network.SERVICES)


def test_what_is_on_this_machine_needs_no_proxy() -> None:
    """The user's own exceptions stay, and come first."""
    assert network.no_proxy("intranet.test, localhost") == (
        "intranet.test,localhost,127.0.0.1,10.88.0.0/16,10.96.0.0/16,.svc,.cluster.local"
    )
    assert network.no_proxy("") == (
        "127.0.0.1,localhost,10.88.0.0/16,10.96.0.0/16,.svc,.cluster.local"
    )
