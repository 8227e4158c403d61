"""What no pattern knows: the lines of a log that tell the most."""

from .mining import telling

__all__ = ["telling"]
