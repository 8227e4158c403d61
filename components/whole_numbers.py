"""Numbers from another Pulumi language arrive as floats: 8080.0 is the port 8080."""

from collections.abc import Mapping
from typing import Any


def whole_number(value: Any, fallback: int) -> int:
    """The argument as an int, or the fallback when it was left out.

    Raises ValueError for a fraction or a non-number, in a sentence without the argument's name.
    """
    if value is None:
        return fallback
    if isinstance(value, bool) or not isinstance(value, int | float) or int(value) != value:
        raise ValueError(f"{value!r} is not a whole number")
    return int(value)


def whole_argument(args: Mapping[str, Any], name: str, fallback: int) -> int:
    """The argument `name` as an int. Raises ValueError in a sentence that names the argument."""
    try:
        return whole_number(args.get(name), fallback)
    except ValueError as error:
        raise ValueError(f"`{name}`: {error}") from None
