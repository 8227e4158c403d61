"""What the living cases need of a cluster."""

from tests.cluster.conftest import cluster, node_image

__all__ = ["cluster", "node_image"]
