"""When a line was written."""

import pytest

from ops.following.moments import moment_of


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2026-11-25T10:00:01.5Z it broke", "2026-11-25T10:00:01.500000+00:00"),
        ("2026-11-25 10:00:01,123 ERROR it broke", "2026-11-25T10:00:01.123000+00:00"),
        ("[2026-11-25 10:00:01 +0200] [1] [CRITICAL] x", "2026-11-25T08:00:01+00:00"),
        ("app  | 2026-11-25T10:00:01+01:00 x", "2026-11-25T09:00:01+00:00"),
        ('{"level":50,"time":1795600801000,"msg":"x"}', "2026-11-25T10:00:01+00:00"),
        ('{"ts": 1795600801.25, "msg": "x"}', "2026-11-25T10:00:01.250000+00:00"),
    ],
)
def test_times_as_logs_write_them(line: str, moment: str) -> None:
    """In UTC, whatever zone they are written in."""
    found = moment_of(line)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "line",
    ["it broke", "id 1764064801000", "2026-99-99T99:99:99Z", "x" * 400 + "2026-11-25T10:00:01Z"],
)
def test_no_time(line: str) -> None:
    """A number alone is none, and neither is what stands far behind."""
    assert moment_of(line) is None
