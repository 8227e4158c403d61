"""Objects of the Kubernetes API -> the shapes of a snapshot. Total: nothing raises on odd input."""

from .claims import claim
from .events import event
from .metadata import ref
from .nodes import node
from .pods import pod
from .references import references
from .services import service
from .workloads import workload

__all__ = ["claim", "event", "node", "pod", "ref", "references", "service", "workload"]
