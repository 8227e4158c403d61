"""The most telling lines of a log that no pattern knows."""

from time import perf_counter

from diagnosis.matching import PatternSet
from diagnosis.unknown.mining import Text, shows_an_error, telling

NONE = PatternSet(())


def lines(text: str, healthy: tuple[str, ...] = ()) -> list[str]:
    """What is quoted of one log."""
    return [one.line for one in telling([Text("logs", text)], NONE, healthy)]


def test_loud_lines_are_quoted_in_order() -> None:
    """With their numbers, and nothing else."""
    text = "INFO start\nERROR one\nINFO more\nFATAL two\n"
    found = telling([Text("logs", text)], NONE)
    assert [(one.source, one.line) for one in found] == [
        ("logs:2", "ERROR one"),
        ("logs:4", "FATAL two"),
    ]


def test_lines_of_one_statement_are_quoted_once() -> None:
    """The last of them."""
    text = "\n".join(f"ERROR request {number} failed after {number} ms" for number in range(50))
    assert lines(text) == ["ERROR request 49 failed after 49 ms"]


def test_at_most_eight_lines_are_quoted() -> None:
    """Those that are loud and late."""
    words = "abcdefghijklmnop"
    text = "\n".join(f"ERROR {letter * 4} broke" for letter in words) + "\nFATAL end"
    found = lines(text)
    assert len(found) == 8
    assert found[-1] == "FATAL end"


def test_what_a_healthy_instance_says_too_counts_less() -> None:
    """News come first."""
    usual = "\n".join(f"ERROR usual {letter * 4} thing" for letter in "abcdefgh")
    text = "ERROR never heard before\n" + usual
    assert "ERROR never heard before" not in lines(text)
    assert "ERROR never heard before" in lines(text, (usual,))


def test_frames_of_a_stack_are_not_quoted() -> None:
    """The line with the name is."""
    text = "Error: lost\n    at work (/app/a.js:1:2)\n    at main (/app/b.js:3:4)\n"
    assert lines(text) == ["Error: lost"]


def test_complaints_stand_in_where_there_is_no_error() -> None:
    """And warnings after them."""
    assert lines("cannot open the journal\nWARN slow\n") == ["cannot open the journal", "WARN slow"]
    assert lines("fine\nall good\n") == []


def test_an_error_before_the_server_was_up_is_over() -> None:
    """It didn't keep it from serving."""
    assert not shows_an_error("ERROR no cache\nlistening on :8080\nINFO ok\n", NONE)
    assert shows_an_error("listening on :8080\nERROR no cache\nINFO ok\n", NONE)


def test_an_error_that_much_else_follows_was_handled() -> None:
    """One that ends a process need not be late."""
    after = "INFO ok\n" * 200
    assert not shows_an_error(f"ERROR one request\n{after}", NONE)
    assert shows_an_error(f"FATAL gone\n{after}", NONE)


def test_a_huge_log_is_read_from_its_end() -> None:
    """Numbers are those of the whole, and it is quick."""
    text = "INFO padding padding padding\n" * 400_000 + "FATAL end\n"
    start = perf_counter()
    [found] = telling([Text("logs", text)], NONE)
    assert perf_counter() - start < 1
    assert found.source == "logs:400001"
