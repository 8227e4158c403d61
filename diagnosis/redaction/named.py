"""Values that are secrets because of the name before them."""

_QUOTE = r"\\*[\"']"
_SIGN = rf"(?:{_QUOTE})?(?:\s?\s?=\s?|\s*:[ \t]*|[ \t]*[=\-]>[ \t]*)"


def _value(group: str) -> str:
    """A quoted value as a whole, else up to what ends one in a shell, a URL or a list."""
    return (
        rf"(?:\"(?P<{group}_double>(?:[^\"\\\n]|\\.)*)\"|'(?P<{group}_single>[^'\n]*?)'"
        rf"|\\+[\"'](?P<{group}_escaped>[^\"'\n]*?)\\+[\"']"
        rf"|\\*[\"']?(?P<{group}_plain>[^\s\"',;&\\]+))"
    )


def values(group: str) -> tuple[str, ...]:
    """The names of the groups that may hold the value, the most frequent first."""
    return tuple(f"{group}_{how}" for how in ("plain", "double", "single", "escaped"))


_NAMES = {
    "password": r"pass[_\-]?(?:word|wd|phrase|code)|pwd|[_\-.]pass|[_\-]?pswd|userpass|requirepass",
    "key": r"api[_\-. ]?(?:key|secret|token)(?: provided)?|(?:access|secret|private|account|"
    r"encryption|signing|master|subscription|license|auth|service[_\-]?role|webhook)[_\-]?key|"
    r"secret[_\-]?access[_\-]?key|shared[_\-]?access[_\-]?key|access[_\-]?key[_\-]?id|"
    r"secret[_\-]?key[_\-]?base",
    "secret": r"(?:client|app|jwt|webhook|signing|consumer|oauth|shared|session|auth|cookie)"
    r"[_\-]?secret|[_\-]token|(?:access|auth|refresh|id|identity|registry|session|security|bot|"
    r"bearer|csrf|xsrf)token|x-amz-(?:signature|credential)|ciphertext|plaintext|"
    r"\.?dockerconfigjson|_auth",
    "token": r"token|secret|credentials?|[?&]sig|[?&]key|secure|(?-i:[A-Z0-9]_KEY)",
    "random": r"(?:token|secret|credential|api[_\-]?key)[\w\-.]*",
}
_ANY = "|".join(_NAMES.values())

ASSIGNED = {
    kind: rf"(?:{names})(?:[_\-]?[0-9]+)?{_SIGN}{_value(kind)}" for kind, names in _NAMES.items()
}
"""`name=value` and `"name": "value"`, the surest names first; the groups begin with the kind."""

FLAG = (
    r"(?:^|[\s\"'\[])--?[a-z\-]*(?:password|passwd|token|api-?key|client-secret|access-key|secret-key)"
    r"[ \t]+[\"']?(?P<flag>[^\s\"'\-][^\s\"']*)"
)
"""`--password value` on a command line that was printed."""

SAID = (
    rf"(?:{_NAMES['password']}|{_NAMES['key']})(?:\s+(?:is|was)\s+[\"']?|\s+[\"'])"
    r"(?P<said>[^\s\"']+)"
)
"""`password is value` and `API key 'value'` in a sentence."""

COMMAND = (
    r"\bmysql\w*\s(?:[^\n]*?\s)??-p(?P<mysql>[^\s\"']+)"
    r"|\bcurl\s(?:[^\n]*?\s)??(?:-u|--user)\s+[\"']?[^\s:\"']+:(?P<curl>[^\s\"']+)"
)
"""What two commands take without a name before it."""

ENTRY = (
    rf"name(?:{_QUOTE})?\s*[:=]\s*(?:{_QUOTE})?[\w.\-]*(?:{_ANY})(?:[_\-]?[0-9]+)?(?:{_QUOTE})?,?"
    rf"\s*(?:{_QUOTE})?value(?:{_QUOTE})?\s*[:=]\s*{_value('entry')}"
)
"""An entry of a container's environment, as manifests write it."""

HEADER = (
    rf"authorization(?:{_QUOTE})?\s*[:=]\s*(?:{_QUOTE})?"
    r"(?:(?:bearer|basic|token|apikey|negotiate)[ \t]+)?(?P<header>[^\s\"',;)\\]+)"
)
"""An Authorization header; the scheme stays."""

BEARER = r"\bbearer[ \t]+(?P<bearer>[A-Za-z0-9._~+/\-]{8,}=*)"
BASIC = r"\bbasic[ \t]+(?P<basic>[A-Za-z0-9+/]{4,}=*)"
"""A header's value without its name."""

LOGIN = rf"{_QUOTE}auth{_QUOTE}\s*:\s*{_QUOTE}(?P<login>[A-Za-z0-9+/]{{4,}}=*)"
"""A login in Docker's configuration."""

COOKIE = rf"cookie(?:{_QUOTE})?\s*[:=]\s*(?:{_QUOTE})?(?P<cookie>[\w.\-]+=[^\r\n\"'\\]+)"
"""The Cookie and Set-Cookie headers."""

_DATABASE = r"(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|valkeys?|amqps?|nats|kafka|mssql)"
URL = (
    rf"{_DATABASE}(?:\+\w+)?://[^\s:/@\"']*:(?P<database>[^\s\"'`]+)@"
    r"|[a-z][a-z0-9+.\-]*://[^\s:/@\"'`]*:(?P<url>[^\s/\"'`]+)@"
)
"""`scheme://user:password@host`. Passwords of databases hold slashes, encoded or not."""
USER = r"[a-z][a-z0-9+.\-]*://(?P<user>[^\s:/@\"'`]{20,})@"
"""`https://token@host`."""

ARN = r"(?P<arn>arn:aws[\w\-]*:[^\s\"',;]+)"
"""The name of a secret at AWS looks like one, and is none."""
