"""One pass over a text, whatever its size, that finds all forms of secrets at once."""

from collections.abc import Callable
from dataclasses import dataclass

import re2

from . import judge, keys, named

_PASSES = 4
"""A replaced value may uncover another one; this many times is enough for what people write."""
_REST = 8
"""Bytes after a value that tell whether a sentence goes on."""

Judge = Callable[[bytes, bytes], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """What a secret looks like, what to call it, which groups of `regex` hold it."""

    regex: str
    label: str
    groups: tuple[str, ...]
    judge: Judge = judge.always


def _assigned(kind: str, label: str, decide: Judge) -> Form:
    groups = (f"{kind}_double", f"{kind}_single", f"{kind}_plain")
    return Form(f"(?i:{named.ASSIGNED[kind]})", label, groups, decide)


# The first form that matches at a place wins.
_FORMS = (
    Form(f"(?P<pem>{keys.PRIVATE_KEY})", "private key", ("pem",)),
    Form(keys.WEBHOOK, "webhook", ("webhook", "discord")),
    Form(f"(?i:{named.URL})", "password", ("database", "url"), judge.is_url_password),
    Form(f"(?i:{named.HEADER})", "credentials", ("header",), judge.is_key),
    Form(f"(?i:{named.COOKIE})", "cookie", ("cookie",)),
    Form(
        f"(?i:{named.ENTRY})",
        "secret",
        ("entry_double", "entry_single", "entry_plain"),
        judge.is_key,
    ),
    Form(f"(?i:{named.FLAG})", "secret", ("flag",), judge.is_password),
    _assigned("password", "password", judge.is_password),
    _assigned("strong", "API key", judge.is_key),
    _assigned("weak", "secret", judge.is_token),
    Form(f"(?i:{named.SCHEME})", "credentials", ("bearer",), judge.is_credential),
    Form(rf"(?:^|[^\w\-./@])(?P<sk>{keys.SK_KEY})", "API key", ("sk",), judge.is_key_of_issuer),
    Form(f"{keys.LEFT}(?P<provider>{keys.PROVIDER_KEY})", "API key", ("provider",)),
    Form(f"{keys.LEFT}(?P<jwt>{keys.JWT})", "token", ("jwt",)),
    Form(f"(?P<email>{keys.EMAIL})", "e-mail address", ("email",), judge.is_person),
)


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
    end = 0
    for match in _PATTERN.finditer(data):
        for index, label, decide in _VALUES:
            start, stop = match.span(index)
            if start == -1:
                continue
            value, rest = data[start:stop], data[stop : stop + _REST]
            if start < end or judge.MARK in value or not decide(value, rest):
                continue
            pieces += [data[end:start], label]
            end = stop
    return b"".join([*pieces, data[end:]]) if pieces else data


def _compile() -> "re2._Regexp":
    options = re2.Options()
    # As bytes: offsets need no counting of characters, and no text is too broken to be searched.
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 64 << 20
    return re2.compile("|".join(f"(?:{form.regex})" for form in _FORMS).encode(), options)


_PATTERN = _compile()
_VALUES = tuple(
    (_PATTERN.groupindex[group.encode()], f"[redacted: {form.label}]".encode(), form.judge)
    for form in _FORMS
    for group in form.groups
)
