"""What the end of a program means to the engine."""

import pytest

from local.host.outcome import Outcome, outcome


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0, Outcome()),
        (32, Outcome(explained=True)),
        (1, Outcome(error="the program ended with exit code 1")),
        (-15, Outcome(error="the program was ended by SIGTERM")),
        (-9, Outcome(error="the program was ended by SIGKILL; the machine may be out of memory")),
    ],
)
def test_every_end_has_its_meaning(code: int, expected: Outcome) -> None:
    """Success says nothing, 32 was explained already, the rest is one sentence."""
    assert outcome(code) == expected
