"""The one error of this package that a user reads."""


class HostError(Exception):
    """Says in one sentence what is wrong and what to do about it."""
