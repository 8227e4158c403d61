"""A large log loses what only repeats, and nothing else."""

from diagnosis.causes.lines.repeats import FIRST, LARGE, LAST, without_repeats


def repeated(count: int) -> list[str]:
    """Lines of one kind, as a service that cannot reach its database writes them."""
    return [
        f"2026-11-25T13:{at // 60 % 60:02d}:{at % 60:02d}Z ERROR request {at:x} failed: "
        f"connect ECONNREFUSED 10.0.0.5:5432"
        for at in range(count)
    ]


def test_the_first_and_the_last_of_a_kind_stay_where_they_were() -> None:
    """Numbers of lines are quoted as evidence."""
    lines = repeated(20_000)
    kept = without_repeats("\n".join(lines)).split("\n")
    assert len(kept) == len(lines)
    assert kept[:FIRST] == lines[:FIRST]
    assert kept[-LAST:] == lines[-LAST:]
    assert {*kept[FIRST:-LAST]} == {""}


def test_a_line_of_another_kind_stays_wherever_it_is() -> None:
    """The one line that matters, in the middle of thousands."""
    lines = repeated(20_000)
    lines[9_000] = "FATAL: password authentication failed for user"
    assert without_repeats("\n".join(lines)).split("\n")[9_000] == lines[9_000]


def test_a_small_log_is_left_alone() -> None:
    """Below the limit everything is read."""
    text = "\n".join(repeated(1_000))
    assert len(text) < LARGE
    assert without_repeats(text) is text


def test_what_is_no_unicode_is_taken_as_well() -> None:
    """A lone surrogate from a broken file."""
    text = "\n".join([*repeated(20_000), "\udcff"])
    assert without_repeats(text).endswith("\udcff")
