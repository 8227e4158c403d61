"""Values that are secrets because of the name before them."""

_QUOTE = r"\\*[\"']"
_SIGN = rf"(?:{_QUOTE})?(?P<{{0}}_sign>\s?\s?=\s?|\s*:[ \t]*|[ \t]*=>[ \t]*)"
_VALUE = (
    r"(?:\\*\"(?P<{0}_double>[^\"\n]*?)\\*\""
    r"|\\*'(?P<{0}_single>[^'\n]*?)\\*'"
    r"|\\*[\"']?(?P<{0}_plain>[^\s\"',;&\\]+))"
)

_HUMAN = r"pass[_\-]?(?:word|wd|phrase|code)|pwd|[_\-.]pass|[_\-]?pswd|userpass|sshpass|requirepass"
_STRONG = (
    r"api[_\-. ]?(?:key|secret|token)(?: provided)?|(?:access|secret|private|account|encryption|"
    r"signing|master|subscription|license|auth|service[_\-]?role|anon|webhook)[_\-]?key"
    r"|secret[_\-]?access[_\-]?key|shared[_\-]?access[_\-]?key|access[_\-]?key[_\-]?id"
    r"|(?:client|app|jwt|webhook|signing|consumer|oauth|shared|session|auth|cookie|nextauth)"
    r"[_\-]?secret|[_\-]token|(?:access|auth|refresh|id|identity|registry|session|security|bot|"
    r"bearer|csrf|xsrf)[_\-]?token|x-amz-(?:signature|credential|security-token)|ciphertext|"
    r"plaintext|\.?dockerconfigjson|_auth(?:token)?|sentry[_\-]dsn"
)
_WEAK = r"token|secret|credentials?|signature|sig|secure|[_\-]key|[\"']auth"

_NAMES = {"password": _HUMAN, "strong": _STRONG, "weak": _WEAK}
_ANY = "|".join(_NAMES.values())


def _assigned(group: str, names: str) -> str:
    return rf"(?:{names})(?:[_\-]?[0-9]+)?{_SIGN.format(group)}{_VALUE.format(group)}"


ASSIGNED = {group: _assigned(group, names) for group, names in _NAMES.items()}
"""`name=value` and `"name": "value"`, by how sure the name is; the group's name is the kind's."""

FLAG = (
    r"--?[a-z\-]*(?:password|passwd|token|api-key|apikey|secret|access-key|secret-key)[ \t]+"
    r"[\"']?(?P<flag>[^\s\"'\-][^\s\"']*)"
)
"""`--password value` on a command line that was printed."""

ENTRY = (
    rf"name{_QUOTE}?\s*[:=]\s*(?:{_QUOTE})?[\w.\-]*(?:{_ANY})(?:[_\-]?[0-9]+)?(?:{_QUOTE})?,?\s+"
    rf"(?:{_QUOTE})?value(?:{_QUOTE})?\s*[:=]\s*{_VALUE.format('entry')}"
)
"""An entry of a container's environment, as manifests write it."""

HEADER = (
    rf"authorization(?:{_QUOTE})?\s*[:=]\s*(?:{_QUOTE})?"
    r"(?P<scheme>(?:bearer|basic|token|apikey|negotiate)[ \t]+)?(?P<header>[^\s\"',;\\]+)"
)
"""An Authorization header; the scheme stays."""

SCHEME = r"\b(?:bearer|basic)[ \t]+(?P<bearer>[A-Za-z0-9._~+/\-]{8,}=*)"
"""A header's value without its name."""

COOKIE = rf"cookie(?:{_QUOTE})?\s*[:=]\s*(?:{_QUOTE})?(?P<cookie>[\w.\-]+=[^\r\n\"'\\]+)"
"""The Cookie and Set-Cookie headers."""

_DATABASE = r"(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|valkeys?|amqps?|nats|kafka|mssql)"
URL = (
    rf"{_DATABASE}(?:\+\w+)?://[^\s:/@\"']*:(?P<database>[^\s\"'`]+)@"
    r"|[a-z][a-z0-9+.\-]*://[^\s:/@\"'`]*:(?P<url>[^\s/\"'`]+)@"
    r"|[a-z][a-z0-9+.\-]*://[^\s:/@\"'`]+@[^\s/\"'`]*"
)
"""`scheme://user:password@host`; the last form has no password and is no e-mail address."""
