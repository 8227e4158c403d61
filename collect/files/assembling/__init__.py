"""What was found in all files -> one snapshot: the same thing told twice is one thing. Pure."""

from .snapshot import assembled

__all__ = ["assembled"]
