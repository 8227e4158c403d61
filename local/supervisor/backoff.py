"""How long a service that died waits before its next start."""

_FIRST_SECONDS = 0.5
_LONGEST_SECONDS = 30.0
_LARGEST_EXPONENT = 10
STEADY_SECONDS = 60.0
"""A service that was ready this long has proven itself: its next death counts as the first."""


def delay(failures: int) -> float:
    """Seconds to wait after this many deaths in a row: none after the first, then doubling."""
    if failures <= 1:
        return 0.0
    exponent = min(failures - 2, _LARGEST_EXPONENT)
    return float(min(_LONGEST_SECONDS, _FIRST_SECONDS * 2**exponent))
