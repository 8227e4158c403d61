"""Whether a value is a secret, or a word of the sentence that it stands in."""

import re

MARK = b"[redacted"

_NO_SECRET = re.compile(
    rb"^(none|null|nil|undefined|true|false|yes|no|empty|unset|not|missing|required|optional|field|"
    rb"invalid|incorrect|wrong|expired|revoked|denied|failed|failure|error|unauthorized|forbidden|"
    rb"unknown|expected|unexpected|must|should|cannot|can't|could|couldn't|unable|is|was|has|does|"
    rb"please|check|too|value|string|str|secret|token|password|bearer|basic|the|a|an|your|you|it|"
    rb"but|authentication|authorization|access|provided|redacted|masked|hidden|changed|set)[.:!?]*$",
    re.IGNORECASE,
)
# References, places and masks: <set to the key>, ${NAME}, {{ .Values }}, /run/secrets/x, sk-***.
_STANDS_FOR = re.compile(rb"^(<|\$\{?\w|\{|%\(|%s|\[|\(|\.{0,2}/|~/|file:|x{3,}$)|\*{3}|\.{3}$|://")
_VARIABLE = re.compile(rb"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+[.:]?$")
_NUMBER = re.compile(rb"^[-+]?[\d.]+(e-?\d+)?(ms|s|us|m|h|%)?[\])}]*$")
_WORD = re.compile(rb"^[A-Za-z][a-z]*[.:!?]?$")
_LABEL = re.compile(rb"^[a-z0-9]([a-z0-9.]*-[a-z0-9.\-]*|[a-z]*/[a-z0-9.\-/]+)$")
_GOES_ON = re.compile(rb"^[ \t]+[a-z]")
_SHORTEST_KEY, _SHORTEST_TOKEN, _LONG = 6, 8, 16
"""Characters."""
_PORT = re.compile(rb"^\d{1,5}/")
_DIGIT = re.compile(rb"\d")
_LETTER = re.compile(rb"[A-Za-z]")

_MACHINES = (
    b".local", b".internal", b".svc", b".cluster", b".lan", b".localdomain", b".service",
    b".socket", b".slice", b".scope", b".mount", b".timer", b".target", b".gserviceaccount.com",
)  # fmt: skip


def is_password(value: bytes, rest: bytes) -> bool:
    """What stands behind a password's name, however short it is; `rest` follows it."""
    del rest
    return bool(value) and not _says_nothing(value)


def is_key(value: bytes, rest: bytes) -> bool:
    """What stands behind a name that holds nothing but secrets, such as api_key."""
    if (
        len(value) < _SHORTEST_KEY
        or _says_nothing(value)
        or _VARIABLE.match(value)
        or _NUMBER.match(value)
    ):
        return False
    return not (_WORD.match(value) and _GOES_ON.match(rest))


def is_token(value: bytes, rest: bytes) -> bool:
    """What stands behind a name with other uses too: a parser's token, the name of a Secret."""
    if len(value) < _SHORTEST_TOKEN or _LABEL.match(value) or not is_key(value, rest):
        return False
    return bool(_DIGIT.search(value) and _LETTER.search(value))


def is_credential(value: bytes, rest: bytes) -> bool:
    """What stands behind `Bearer`: no word of a sentence."""
    del rest
    return not value.isalpha() or (
        len(value) >= _LONG and value not in {value.lower(), value.title()}
    )


def is_key_of_issuer(value: bytes, rest: bytes) -> bool:
    """A key that begins with sk-: a pod's name has a letter in front of every hyphen as well."""
    del rest
    return bool(value)


def is_url_password(value: bytes, rest: bytes) -> bool:
    """What stands between the colon and the host: no port with a path, no placeholder."""
    del rest
    return not (_PORT.match(value) or _stands_for(value))


def is_person(value: bytes, rest: bytes) -> bool:
    """An address that is no node, no unit, no package and no robot."""
    user, _, host = value.partition(b"@")
    if user == b"git" or host.lower().endswith(_MACHINES) or rest.startswith(b":"):
        return False
    return not re.match(rb"\d+\.\d", host)


def always(value: bytes, rest: bytes) -> bool:
    """Forms that nothing else has."""
    del rest
    return bool(value)


def _stands_for(value: bytes) -> bool:
    return value.startswith(MARK) or bool(_STANDS_FOR.search(value))


def _says_nothing(value: bytes) -> bool:
    return bool(_NO_SECRET.match(value)) or _stands_for(value)
