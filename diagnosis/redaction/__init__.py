"""Takes secrets out of what is shown, saved or sent, and leaves the rest readable."""

from .text import redact
from .walk import redacted

__all__ = ["redact", "redacted"]
