"""AWS resources as they are, in the words of Pulumi's classic provider."""

from .asking import READERS, Read, read_resources
from .resource import Asked
from .trail import Change, last_changes

__all__ = ["READERS", "Asked", "Change", "Read", "last_changes", "read_resources"]
