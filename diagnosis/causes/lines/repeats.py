"""Leaving out of a large log what only repeats: the thousandth line of a kind says nothing new."""

from collections import Counter

LARGE = 512 * 1024
"""Characters from which on repeats are left out; smaller logs are read whole."""
FIRST, LAST = 64, 192
"""How many lines of a kind stay, from the beginning and from the end."""

_VARIES = b"0123456789abcdef"
"""What times, counters and ids are made of. Without it lines of a kind are the same."""


def without_repeats(text: str) -> str:
    """The same text with all but the first and last lines of each kind made empty.

    Lines keep their numbers. A status code does not make another kind: where two of them alternate,
    both are among the lines that stay.
    """
    if len(text) < LARGE:
        return text
    lines = text.split("\n")
    kinds = text.encode(errors="replace").translate(None, _VARIES).split(b"\n")
    total = Counter(kinds)
    seen: Counter[bytes] = Counter()
    for at, kind in enumerate(kinds):
        seen[kind] += 1
        if FIRST < seen[kind] <= total[kind] - LAST:
            lines[at] = ""
    return "\n".join(lines)
