"""What the API knows of each kind: merge keys, units, defaults, and what the cluster fills in."""

from .kinds import shape_of
from .shape import Form, Shape

__all__ = ["Form", "Shape", "shape_of"]
