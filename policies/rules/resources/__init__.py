"""Resources: what a container is promised and what it may not exceed."""

from . import bounds, gpu, heap, required, storage

__all__ = ["bounds", "gpu", "heap", "required", "storage"]
