"""Service accounts: importing this package registers its rules."""

from . import named, token

__all__ = ["named", "token"]
