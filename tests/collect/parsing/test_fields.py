"""Reading answers that may hold anything."""

from collections.abc import Callable

import pytest

from collect.parsing import fields

ANYTHING: tuple[object, ...] = (
    None,
    True,
    3,
    3.5,
    float("inf"),
    "text",
    [],
    [1],
    {},
    {"a": 1},
    {1: 2},
    b"bytes",
    object(),
)
READERS: tuple[tuple[Callable[..., object], object], ...] = (
    (fields.text, ""),
    (fields.whole, None),
    (fields.flag, None),
    (fields.moment, None),
    (fields.mapping, {}),
    (fields.sequence, ()),
    (fields.words, ()),
    (fields.strings, {}),
)


@pytest.mark.parametrize(("read", "default"), READERS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_missing_gives_the_default(read: Callable[..., object], default: object) -> None:
    """A path that ends early, at anything."""
    for thing in ANYTHING:
        assert read(thing, "no", "such", "path") == default
        assert read({"no": thing}, "no", "such") == default


def test_the_types_that_are_taken() -> None:
    """YAML written by hand has numbers in quotes, and texts without."""
    obj = {"number": 7, "quoted": "7", "half": 7.5, "round": 7.0, "yes": True, "word": "true"}
    assert [fields.text(obj, key) for key in obj] == ["7", "7", "7.5", "7.0", "", "true"]
    assert [fields.whole(obj, key) for key in obj] == [7, 7, None, 7, None, None]
    assert [fields.flag(obj, key) for key in obj] == [None, None, None, None, True, True]


def test_a_number_too_long_for_python_is_none() -> None:
    """Python refuses to read thousands of digits: it must not raise."""
    assert fields.whole({"a": "9" * 10_000}, "a") is None


def test_lists_and_mappings_leave_out_what_does_not_fit() -> None:
    """What fits is kept."""
    assert fields.words(["a", 1, None, [], "b"]) == ("a", "1", "b")
    assert fields.strings({"a": 1, "b": [], "c": "d", 4: "e"}) == {"a": "1", "c": "d"}
