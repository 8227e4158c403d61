"""What the engine sends for values that are not known yet."""

from pulumi_policy import proxy

UNKNOWN = frozenset(value for name, value in vars(proxy).items() if name.startswith("UNKNOWN_"))
"""One text for each type of value."""
