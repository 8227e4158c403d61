"""Images: which one runs is known, and comes from where it may."""

from . import pulling, references, registries

__all__ = ["pulling", "references", "registries"]
