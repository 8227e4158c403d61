"""What must stand in a line for a regex to match it."""

import pytest

from diagnosis.matching.literals import required
from diagnosis.matching.syntax import read


@pytest.mark.parametrize(
    ("regex", "literals"),
    [
        ("queue is full", {"queue is full"}),
        ("Queue IS Full", {"queue is full"}),
        ("(?i)queue", {"queue"}),
        ("queue|stack", {"queue", "stack"}),
        ("(?:queue|stack) overflow", {"queue overflow", "stack overflow"}),
        ("queues? full", {"queue full", "queues full"}),
        ("[Qq]ueue", {"queue"}),
        ("queue[ _-]full", {"queue full", "queue_full", "queue-full"}),
        ("(?:queue)+ x", {"queue"}),
        ("(?:queue)* overflow", {" overflow"}),
        ("a{3}queue", {"queue"}),
        (r"error \d+: queue", {": queue"}),
        (r"timeout .* kafka", {" kafka"}),
        (r"queue\.full\(\)", {"queue.full()"}),
        ('secret "x" is not absent', {" is not absent"}),
        (r"it's absent", {"s absent"}),
        (r"^queue\b$", {"queue"}),
        ("(?P<a>queue|stack)", {"queue", "stack"}),
        ("queue(?:ab|(?:cd|ef)g)", {"queueab", "queuecdg", "queueefg"}),
        ("x(?i:QUEUE)", {"xqueue"}),
        ("\u212aueue queue", {"ueue queue"}),
        ("queue|.*", set()),
        ("ab", set()),
        ("(?:queue)?", set()),
        ("[a-z]+", set()),
    ],
)
def test_literals(regex: str, literals: set[str]) -> None:
    """One of them stands in each match; the set is the one that is rarest in ordinary lines."""
    assert required(read(regex)) == literals


def test_many_alternatives_stay_few_literals() -> None:
    """A product of alternatives is not written out."""
    regex = "(?:aaa|bbb|ccc|ddd|eee)(?:aaa|bbb|ccc|ddd|eee)(?:aaa|bbb|ccc|ddd|eee)queue"
    assert required(read(regex)) == {"aaaqueue", "bbbqueue", "cccqueue", "dddqueue", "eeequeue"}
