"""Whether a value is a secret, or a word of the sentence that it stands in.

Every function gets the bytes before a name, or before a value that needs none, the value, and the
bytes after it.
"""

import base64
import binascii
import re
from collections import Counter
from math import log2

MARK = b"[redacted"

_NOTHING = re.compile(
    rb"^(none|null|nil|undefined|true|false|yes|no|empty|unset|not|missing|required|optional|field|"
    rb"invalid|incorrect|wrong|expired|revoked|denied|failed|failure|error|unauthorized|forbidden|"
    rb"unknown|expected|unexpected|must|should|cannot|can't|could|couldn't|unable|is|was|has|does|"
    rb"please|check|too|value|string|str|secret|token|password|bearer|basic|the|a|an|your|you|it|"
    rb"but|authentication|authorization|access|provided|redacted|masked|hidden|changed|set|pass|pwd|passwd)[.:!?)\]}]*$",
    re.IGNORECASE,
)
# References, places and masks: <set to the key>, ${NAME}, {{ .Values }}, /run/secrets/x, sk-***.
_STANDS_FOR = re.compile(
    rb"^(<|\$\{?\w|\{|%\(|%s|\[|\(|\.{0,2}/|~/|file:|arn:|x{3,}$|(my|your)[ _\-])|\*{2}|\.{3}$|://",
    re.IGNORECASE,
)
_VARIABLE = re.compile(rb"^([a-z]+\.)*[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")
_NUMBER = re.compile(rb"^[-+]?[\d.]+(e-?\d+)?(ms|s|us|m|h|%)?[\])}]*$")
_WORD = re.compile(rb"^[A-Za-z][a-z]*[.:!?]?$")
_LABEL = re.compile(rb"^[a-z0-9]([a-z0-9.]*-[a-z0-9.\-]*|[a-z]*/[a-z0-9.\-/]+)$")
_IDENTIFIER = re.compile(
    rb"^([0-9a-f]{7,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", re.IGNORECASE
)
_GOES_ON = re.compile(rb"^[ \t]+[a-z]")
_IN_PATH = re.compile(rb"(^|[\s\"'=:(`])(/[\w.\-]+)*/[\w.\-]*\Z")
_PORT = re.compile(rb"^\d{1,5}/")
_VERSION = re.compile(rb"^\d+\.\d")
_DIGIT = re.compile(rb"\d")
_LETTER = re.compile(rb"[A-Za-z]")

_SHORTEST_KEY, _SHORTEST_TOKEN, _LONG = 6, 8, 20
"""Characters."""
_RANDOM = 3.5
"""Bits a character. English and names of pods have less at these lengths; base64 has more."""

_MACHINES = (
    b".local", b".internal", b".svc", b".cluster", b".lan", b".localdomain", b".service", b".iam",
    b".socket", b".slice", b".scope", b".mount", b".timer", b".target", b".gserviceaccount.com",
)  # fmt: skip


def always(_before: bytes, value: bytes, _after: bytes) -> bool:
    """Forms that nothing else has."""
    return bool(value)


def never(_before: bytes, _value: bytes, _after: bytes) -> bool:
    """Forms that only look like secrets."""
    return False


def is_password(before: bytes, value: bytes, _after: bytes) -> bool:
    """What stands behind a password's name, however short it is; /etc/passwd names none."""
    return bool(value) and not (_says_nothing(value) or _IN_PATH.search(before))


def is_key(before: bytes, value: bytes, after: bytes) -> bool:
    """What stands behind a name that holds nothing but secrets, such as api_key."""
    if len(value) < _SHORTEST_KEY or _VARIABLE.match(value) or _NUMBER.match(value):
        return False
    goes_on = _WORD.match(value) and _GOES_ON.match(after)
    return not goes_on and is_password(before, value, after)


def is_token(before: bytes, value: bytes, after: bytes) -> bool:
    """What stands behind a name with other uses too: a parser's token, the name of a Secret."""
    if len(value) < _SHORTEST_TOKEN or _LABEL.match(value) or not is_key(before, value, after):
        return False
    return bool(_DIGIT.search(value) and _LETTER.search(value))


def is_said(before: bytes, value: bytes, after: bytes) -> bool:
    """What a sentence says of a password or key: letters and digits, and no version or name."""
    mixed = _DIGIT.search(value) and _LETTER.search(value)
    return bool(mixed) and not _LABEL.match(value) and is_key(before, value, after)


def is_random(before: bytes, value: bytes, after: bytes) -> bool:
    """What stands behind a name that only sounds like a secret's: long, and no identifier."""
    if len(value) < _LONG or _IDENTIFIER.match(value) or not is_token(before, value, after):
        return False
    shares = (count / len(value) for count in Counter(value).values())
    return -sum(share * log2(share) for share in shares) >= _RANDOM


def is_login(_before: bytes, value: bytes, _after: bytes) -> bool:
    """`user:password` in base64, as basic authentication and Docker's configuration write it."""
    try:
        return b":" in base64.b64decode(value, validate=True)
    except binascii.Error:
        return False


def is_credential(_before: bytes, value: bytes, _after: bytes) -> bool:
    """What stands behind `Bearer`: no word of a sentence."""
    mixed = value not in {value.lower(), value.upper(), value.title()}
    return bool(_DIGIT.search(value)) or (mixed and len(value) >= _LONG)


def is_url_password(_before: bytes, value: bytes, _after: bytes) -> bool:
    """What stands between the colon and the host: no port with a path, no placeholder."""
    return bool(value) and not (_PORT.match(value) or _says_nothing(value))


def is_person(before: bytes, value: bytes, _after: bytes) -> bool:
    """An address that is no user of a host, no node, no unit and no package."""
    user, _, host = value.partition(b"@")
    if user == b"git" or before.endswith(b"/") or _VERSION.match(host):
        return False
    return not host.lower().endswith(_MACHINES)


def _says_nothing(value: bytes) -> bool:
    return bool(_NOTHING.match(value) or _STANDS_FOR.search(value))
