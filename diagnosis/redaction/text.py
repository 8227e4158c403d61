"""One pass over a text, whatever its size, that looks for all forms of secrets at once."""

import re2

from .forms import FORMS, Judge
from .judge import MARK

_PASSES = 4
"""A replaced value may uncover another one; this many times is enough for what people write."""
_BEFORE, _AFTER = 128, 8
"""Bytes that tell whether a name ends a path, and whether a sentence goes on."""

_AGAIN = 8
"""How often a byte may be looked at again, on average; no text that people write comes near."""


def redact(text: str) -> str:
    """The text with `[redacted: API key]` and the like in the place of secrets.

    What is no secret stays as it is: digests, commits, UUIDs, names of pods, request ids, paths,
    variables' names, and the words around a secret. Redacting twice changes nothing more.
    """
    data = text.encode(errors="surrogatepass")
    for _ in range(_PASSES):
        found = _once(data)
        if found == data:
            break
        data = found
    return data.decode(errors="surrogatepass")


def _once(data: bytes) -> bytes:
    pieces: list[bytes] = []
    end = position = 0
    again = _AGAIN * len(data)
    while match := _PATTERN.search(data, position):
        start, stop, label, decide = _value(match)
        value = data[start:stop].rstrip(b".:")
        begin = match.start()
        before, after = data[max(0, begin - _BEFORE) : begin], data[stop : stop + _AFTER]
        if MARK not in value and decide(before, value, after):
            pieces += [data[end:start], label]
            end = position = start + len(value)
        elif start == begin:
            position = stop
        else:
            # What is no secret by the name before it may still be one by its own form.
            position = start - 1 if (again := again - (stop - start)) > 0 else stop
    return b"".join([*pieces, data[end:]]) if pieces else data


def _value(match: "re2._Match") -> tuple[int, int, bytes, Judge]:
    """Where the value of a match stands: one form has matched, so one group has."""
    for index, label, decide in _VALUES:
        start, stop = match.span(index)
        if start != -1:
            return start, stop, label, decide
    raise AssertionError("a form without a group")  # pragma: no cover - FORMS names all of them


def _compile() -> "re2._Regexp":
    options = re2.Options()
    # As bytes: offsets need no counting of characters, and no text is too broken to be searched.
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 64 << 20
    return re2.compile("|".join(f"(?:{form.regex})" for form in FORMS).encode(), options)


_PATTERN = _compile()
# Those that are met most often are asked for first: asking is what costs.
_VALUES = tuple(
    (_PATTERN.groupindex[group.encode()], f"[redacted: {form.label}]".encode(), form.judge)
    for form in sorted(FORMS, key=lambda one: one.rare)
    for group in form.groups
)
