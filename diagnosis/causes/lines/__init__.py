"""What lines say: every text of a snapshot goes through the patterns, and is weighed by place."""

from .weighing import matched

__all__ = ["matched"]
