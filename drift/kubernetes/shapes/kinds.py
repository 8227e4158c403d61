"""The shape of each kind."""

from collections.abc import Mapping

from drift.walking.shape import Shape

from .access import ACCESS
from .admission import ADMISSION
from .cluster import CLUSTER
from .custom import CUSTOM
from .extensions import EXTENSIONS
from .flow import FLOW
from .metadata import object_of
from .networking import NETWORKING
from .pods import PODS
from .scaling import SCALING
from .storage import STORAGE
from .workloads import WORKLOADS

SHAPES: Mapping[tuple[str, str], Shape] = {
    **PODS,
    **WORKLOADS,
    **NETWORKING,
    **STORAGE,
    **ACCESS,
    **ADMISSION,
    **EXTENSIONS,
    **FLOW,
    **SCALING,
    **CLUSTER,
    **CUSTOM,
}
"""By group and kind, in their current versions."""

UNKNOWN = object_of()
"""Of every other kind only the metadata is known."""


def shape_of(group: str, kind: str) -> Shape:
    """How objects of a kind are to be read."""
    return SHAPES.get((group, kind), UNKNOWN)
