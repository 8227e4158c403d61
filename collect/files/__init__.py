"""Whatever people have of a failure, in files: recognised by its content, read into a snapshot."""

from .reading import read
from .walking import NotReadable

__all__ = ["NotReadable", "read"]
