"""Secret values: never shown, only whether they are the same."""

import hashlib
import json
import re
from functools import lru_cache
from typing import Any

from .walking.wrapped import may_be_wrapped

_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_LAST = frozenset(
    """
    PASSWORD PASSWD PASSPHRASE PWD SECRET TOKEN CREDENTIAL CREDENTIALS APIKEY
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_BEFORE_KEY = frozenset(
    """
    API PRIVATE ACCESS SIGNING ENCRYPTION MASTER AUTH SECRET SHARED
    """.split()  # noqa: SIM905
)
_VALUE = re.compile(
    r"://[^/\s:@]*:[^@\s/]+@"  # a URL with a password
    r"|\bsk-[A-Za-z0-9_-]{8,}"  # keys of model providers
    r"|\b(?:ghp|gho|ghs|github_pat|glpat|xox[bp])[_-][A-Za-z0-9_-]{10,}"
    r"|\bAKIA[0-9A-Z]{12,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b[Bb]earer [A-Za-z0-9._~+/-]{12,}"
)


def masked(value: Any, salt: str) -> Any:
    """`sha256:` and eight digits that change with the value; None stays None.

    The salt, an object and a path, keeps the digits from being looked up or compared elsewhere.
    """
    if value is None:
        return None
    written = value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
    digest = hashlib.sha256(f"{salt}\0{written}".encode(errors="replace")).hexdigest()
    return f"sha256:{digest[:8]}"


def without_secrets(value: Any, name: str, salt: str) -> Any:
    """A value with every part masked that is a secret by its name, or by what it looks like.

    `name` is the field's own. A variable is known by the `name` beside its `value`.
    """
    if may_be_wrapped(value):
        return masked(value, salt)
    if isinstance(value, str):
        secret = value and (announces_secret(name) or _VALUE.search(value))
        return masked(value, f"{salt}.{name}") if secret else value
    if isinstance(value, list):
        return [without_secrets(one, name, salt) for one in value]
    if not isinstance(value, dict):
        return value
    variable = value.get("name")
    return {
        key: without_secrets(one, str(variable) if key == "value" and variable else key, salt)
        for key, one in value.items()
    }


@lru_cache(maxsize=4096)
def announces_secret(name: str) -> bool:
    """Whether a name says that its value is a secret: `DB_PASSWORD`, `apiKey`; not `secretName`."""
    words = [word.upper() for word in _SPLIT.split(name) if word]
    if not words:
        return False
    if words[-1] == "KEY":
        return bool(_BEFORE_KEY.intersection(words[-2:-1]))
    return words[-1] in _LAST
