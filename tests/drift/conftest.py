"""What the tests of drift share."""

from tests.cluster.conftest import cluster, kubectl

__all__ = ["cluster", "kubectl"]
