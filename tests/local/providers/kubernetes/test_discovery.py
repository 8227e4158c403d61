"""Paths in the REST API."""

from local.providers.kubernetes.discovery import Resource, is_cluster_wide, resources, root_of

_LISTING = {
    "resources": [
        {"name": "pods", "kind": "Pod", "namespaced": True},
        {"name": "pods/log", "kind": "Pod", "namespaced": True},
        {"name": "namespaces", "kind": "Namespace", "namespaced": False},
    ]
}


def test_a_listing_is_read_without_subresources() -> None:
    """Kind by kind."""
    assert resources(_LISTING, "v1") == {
        "Pod": Resource("v1", "Pod", "pods", namespaced=True),
        "Namespace": Resource("v1", "Namespace", "namespaces", namespaced=False),
    }


def test_paths() -> None:
    """The core group stands apart; cluster-wide kinds have no namespace."""
    deployments = Resource("apps/v1", "Deployment", "deployments", namespaced=True)
    namespaces = Resource("v1", "Namespace", "namespaces", namespaced=False)
    assert deployments.item("n", "x") == "/apis/apps/v1/namespaces/n/deployments/x"
    assert deployments.collection("") == "/apis/apps/v1/namespaces/default/deployments"
    assert namespaces.item("ignored", "x") == "/api/v1/namespaces/x"
    assert root_of("v1") == "/api/v1"


def test_well_known_kinds_need_no_server() -> None:
    """For a preview without a cluster."""
    assert is_cluster_wide("ClusterRole")
    assert not is_cluster_wide("Deployment")
    assert not is_cluster_wide("Role")
