"""Times and ages as platforms write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from collect.parsing import times

MOMENT = datetime(2025, 3, 4, 10, 2, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-04T10:02:11Z", MOMENT),
        ("2025-03-04T10:02:11.123456789Z", MOMENT.replace(microsecond=123456)),
        ("2025-03-04T11:02:11+01:00", MOMENT),
        ("2025-03-04 10:02:11", MOMENT),
        ("Tue, 04 Mar 2025 11:02:11 +0100", MOMENT),
        (1741082531, MOMENT),
        (1741082531.5, MOMENT.replace(microsecond=500000)),
        (1741082531500, MOMENT.replace(microsecond=500000)),
        (MOMENT.replace(tzinfo=None), MOMENT),
        (date(2025, 3, 4), datetime(2025, 3, 4, tzinfo=UTC)),
    ],
)
def test_moments(written: object, expected: datetime) -> None:
    """ISO 8601, e-mail dates, epochs, and what a YAML reader makes of them."""
    found = times.moment(written)
    assert found == expected
    assert found.tzinfo is not None


def test_a_moment_keeps_its_zone() -> None:
    """People compare it with the clock on their wall."""
    found = times.moment("2025-03-04T11:02:11+01:00")
    assert found is not None
    assert found.tzinfo == timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "<none>",
        "yesterday",
        "0001-01-01T00:00:00Z",
        "2025-13-04T10:02:11Z",
        "2025-03-04T10:02:11+01:00:01",
        "Tue, 04 Mar 2025 11:02:11 +9999",
        0,
        1e300,
        float("nan"),
        True,
        None,
        [],
        {},
    ],
)
def test_what_is_no_moment(written: object) -> None:
    """Docker writes the year 1 for never; damage gives none."""
    assert times.moment(written) is None


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("7m33s", 453),
        ("2d4h", 187200),
        ("1y5d", 31968000),
        ("500ms", 0.5),
        ("0s", 0),
        ("1.5s", 1.5),
    ],
)
def test_ages(written: str, seconds: float) -> None:
    """In seconds."""
    assert times.age(written) == seconds


@pytest.mark.parametrize(
    "written", ["", "<unknown>", "<invalid>", "7", "m", "7m33", "-3s", "9" * 30]
)
def test_what_is_no_age(written: str) -> None:
    """Kubectl writes words for ages that it can't tell."""
    assert times.age(written) is None
