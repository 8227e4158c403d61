"""Running a command to its end."""

import pytest

from local.cluster.command import attempt, run
from local.errors import CannotDo


def test_output_and_input() -> None:
    """What it printed, given what it read."""
    assert run(("/bin/cat",), "some text") == "some text"


def test_a_failure_is_one_sentence() -> None:
    """The last line of its complaint; the command shortened to what it was about."""
    with pytest.raises(CannotDo) as caught:
        run(("/bin/sh", "-c", "echo first >&2; echo second >&2; exit 3", "a", "b"))

    assert str(caught.value) == (
        "`/bin/sh -c echo first >&2; echo second >&2; exit 3 a` failed: second"
    )


def test_a_silent_failure_tells_its_exit_code() -> None:
    """Better than nothing."""
    with pytest.raises(CannotDo, match=r"^`/bin/false` failed: exit code 1$"):
        run(("/bin/false",))


def test_a_command_whose_file_is_gone() -> None:
    """The cache was removed between `up` and `down`: the way out is in the sentence."""
    assert attempt(("/nowhere/ip", "link")).returncode == 127
    with pytest.raises(CannotDo) as caught:
        run(("/nowhere/ip", "link"))

    assert str(caught.value) == (
        "`/nowhere/ip link` failed: it is not there; `make up` fetches it again"
    )
