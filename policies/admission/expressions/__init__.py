"""The expressions, one file a family, as the rules are."""

from . import images, network, probes, resources, security, volumes, workload

__all__ = ["images", "network", "probes", "resources", "security", "volumes", "workload"]
