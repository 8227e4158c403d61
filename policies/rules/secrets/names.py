"""Names that announce a secret: of variables, keys and properties."""

import re
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^A-Za-z0-9]+")
_ANYWHERE = re.compile(
    r"PASSWORD|PASSWD|PASSWRD|PSWRD|PWORD|PASSPHRASE|SECRET|BEARER|CREDENTIAL|TOKEN(?!S|IZ)|"
    r"(API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|MASTER|AUTH|ACCOUNT|SHARED)_?KEY(?!S_)"
)
_WHOLE_WORDS = frozenset({"PWD", "PASS"})
_NOT_SECRET = frozenset({"PWD", "OLDPWD"})
_ABOUT = frozenset(
    """
    ALG ALGORITHM ALLOWED ARN AUDIENCE BACKEND BUCKET COUNT DAYS DIR DIRECTORY DISABLED ENABLE
    ENABLED ENDPOINT EXPIRATION EXPIRE EXPIRED EXPIRES EXPIRY FIELD FILE FILENAME FILES FOLDER
    FORMAT HEADER HOST HOURS ID INTERVAL ISSUER LENGTH LIMIT LOCATION MANAGER MAX MIN MINUTES
    MODE MOUNT NAME NAMES NAMESPACE PATH PER POLICY PORT PREFIX PROVIDER REF REFERENCE REGION
    REQUIRED ROTATION ROUNDS SCOPE SCOPES SECONDS SERVICE SIZE SOURCE STORE STRATEGY SUFFIX
    TIMEOUT TTL TYPE URI URL USER USERNAME VALIDITY VERSION
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Last words of names that say something about a secret, rather than hold it."""
_IDS_THAT_COUNT = re.compile(r"SECRET_ID$|ACCESS_KEY_ID$")
_BEFORE_PUBLIC_KEY = frozenset(
    """
    ANNOTATION BUCKET CACHE COLUMN CONFIG FEATURE FOREIGN GROUP HASH IDEMPOTENCY INDEX LABEL
    LOOKUP MAP MESSAGE METRIC OBJECT PARTITION PRIMARY PUB PUBLIC PUBLISHABLE RANGE ROUTING ROW
    S3 SORT SITE TAG TOPOLOGY TRANSLATION UNIQUE
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_AFTER_KEY = frozenset({"KEY", "CONTENT", "DATA", "VALUE", "BASE64", "B64", "PEM", "HEX"})


@lru_cache(maxsize=4096)
def announces_secret(name: str) -> bool:
    """True for OPENAI_API_KEY, dbPassword, npm-token; false for MAX_TOKENS and TOKEN_FILE."""
    words = _words(name)
    joined = "_".join(words)
    if not words or joined in _NOT_SECRET:
        return False
    if words[-1] in _ABOUT and not _IDS_THAT_COUNT.search(joined):
        return False
    if "PUBLIC_KEY" in joined:
        return False
    return bool(_ANYWHERE.search(joined)) or not _WHOLE_WORDS.isdisjoint(words)


@lru_cache(maxsize=4096)
def variable_announces_secret(name: str) -> bool:
    """The same for environment variables, where also `..._KEY` means a secret key.

    Not in `S3_KEY`, `CACHE_KEY` and their like, nor in a bare `KEY`.
    """
    if announces_secret(name):
        return True
    words = _words(name)
    if "KEY" not in words[1:] or words[-1] not in _AFTER_KEY:
        return False
    return words[words.index("KEY", 1) - 1] not in _BEFORE_PUBLIC_KEY


def _words(name: str) -> list[str]:
    return [one.upper() for one in _SPLIT.split(_CAMEL.sub("_", name)) if one]
