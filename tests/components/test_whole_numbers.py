"""Numbers from other languages."""

import pytest

from components.whole_numbers import whole_argument, whole_number


def test_a_float_without_a_fraction_is_whole() -> None:
    """Another Pulumi language sends 8080.0."""
    assert whole_number(8080.0, 1) == 8080


def test_nothing_is_the_fallback() -> None:
    """Left out."""
    assert whole_number(None, 7) == 7


@pytest.mark.parametrize("value", [1.5, "8080", True])
def test_what_is_no_whole_number(value: object) -> None:
    """Fractions, texts and truths are refused."""
    with pytest.raises(ValueError, match="is not a whole number"):
        whole_number(value, 1)


def test_an_argument_is_named() -> None:
    """The sentence says where the number stands."""
    assert whole_argument({"port": 1.0}, "port", 2) == 1
    with pytest.raises(ValueError, match=r"`port`: '8080' is not a whole number"):
        whole_argument({"port": "8080"}, "port", 2)
