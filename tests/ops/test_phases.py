"""How long each part took."""

import pytest

from ops.phases import Phases


def test_phases_add_up_in_the_order_they_began(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when one is left by an exception."""
    clock = iter([0.0, 1.0, 1.0, 4.0, 4.0, 4.5])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    phases = Phases()
    with phases.phase("prepare"):
        pass
    with pytest.raises(ValueError, match="no"), phases.phase("update"):
        raise ValueError("no")
    with phases.phase("prepare"):
        pass
    assert phases.seconds == {"prepare": 1.5, "update": 3.0}
    assert list(phases.seconds) == ["prepare", "update"]
