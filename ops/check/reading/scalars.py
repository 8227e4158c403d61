"""What an unquoted scalar means to Kubernetes, whose reader follows YAML 1.1 with Go's numbers."""

import re
from typing import Any

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **{
        form: True
        for word in ("y", "yes", "true", "on")
        for form in (word, word.title(), word.upper())
    },
    **{
        form: False
        for word in ("n", "no", "false", "off")
        for form in (word, word.title(), word.upper())
    },
    **{form: float("inf") for form in (".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")},
    **{form: float("-inf") for form in ("-.inf", "-.Inf", "-.INF")},
    **{form: float("nan") for form in (".nan", ".NaN", ".NAN")},
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_INTEGER = re.compile(r"([-+]?)(?:0[bB]([01_]+)|0[xX]([\da-fA-F_]+)|0[oO]?([0-7_]+)|(\d[\d_]*))")
_FLOAT = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?")
_BASES = (2, 16, 8, 10)
_LONGEST = 64  # digits; nothing in Kubernetes is longer, and Python refuses very long ones


def value_of(text: str) -> Any:
    """The null, boolean, number or string that an unquoted scalar stands for.

    Dates and `12:30` stay text, `0777` and `0o777` are octal.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > _LONGEST:
        return text
    return _number(text)


def key_of(text: str) -> str:
    """The key that an unquoted scalar stands for: Kubernetes makes `on:` the key "true"."""
    value = _WORDS.get(text, text)
    return ("true" if value else "false") if isinstance(value, bool) else text


def _number(text: str) -> Any:
    whole = _INTEGER.fullmatch(text)
    if whole is not None and not (whole[5] and whole[5][0] == "0" and len(whole[5]) > 1):
        sign, *digits = whole.groups()
        base, found = next(
            (base, one) for base, one in zip(_BASES, digits, strict=True) if one is not None
        )
        clean = found.replace("_", "")
        return int(sign + clean, base) if clean else text
    return float(text) if _FLOAT.fullmatch(text) else text
