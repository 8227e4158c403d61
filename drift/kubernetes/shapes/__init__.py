"""What the API knows of each kind: merge keys, units, defaults, and what the cluster fills in."""

from drift.walking.shape import Form, Shape

from .kinds import shape_of

__all__ = ["Form", "Shape", "shape_of"]
