"""How long a service that died waits."""

from local.supervisor.backoff import delay


def test_the_first_death_is_forgiven_and_later_ones_wait_longer() -> None:
    """Seconds after 1, 2, 3 ... deaths in a row; never more than half a minute."""
    assert [delay(failures) for failures in range(1, 11)] == [
        0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0,
    ]  # fmt: skip
    assert delay(10_000) == 30.0
