"""Credentials that stand where everyone reads them, whatever the field is called."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ..model import Problem, Profile, Severity, Subject
from ..registry import rule
from ..subjects import Context, Object
from ..unknown import Undecided, is_unknown
from .environment import LINK
from .formats import credentials_in
from .named_formats import named_credentials_in

_SHORTEST = 16
"""Characters of the shortest text that can hold a key with the name of its issuer."""
_URL_PASSWORD = re.compile(r"[a-z][a-z0-9+.\-]*://[^\s:/@]*:([^\s:/@]{3,})@[^\s]")
_STANDS_FOR = re.compile(
    r"^(\$|%|<|\{|\*|x+$)|^(user|pass|password|passwd|pwd|secret|token|changeme|postgres|guest)$",
    re.IGNORECASE,
)
_MESSAGE = "The value has the form of a credential ({})."
_BOOKKEEPING = "kubectl.kubernetes.io/last-applied-configuration"


def strings(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text of a value with its path, also texts that are not known yet."""
    if is_unknown(value) or isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from strings(one, f"{path}[{index}]")


def issuers(text: str) -> tuple[str, ...]:
    """Whose credentials stand in a text."""
    return () if len(text) < _SHORTEST else _issuers(text)


@lru_cache(maxsize=2048)
def _issuers(text: str) -> tuple[str, ...]:
    found = [*credentials_in(text), *named_credentials_in(text)]
    if "://" in text:
        match = _URL_PASSWORD.search(text)
        if match and not _STANDS_FOR.search(match[1]):
            found.append("a password in a URL")
    return tuple(found)


@rule(
    "exposed-secret-pattern",
    "No value is a credential",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.OBJECT,
    remediation="Revoke the credential, put its successor into a Secret and refer to it; with "
    "KubernetesService, its arguments api_keys and secrets do both.",
    argument="secrets",
    link=LINK,
    tags=("secrets",),
    frameworks=("CIS Kubernetes 5.4.1",),
)
def exposed_secret_pattern(target: Object, _: Context) -> list[Problem]:
    """Names, arguments and annotations count, too; the data of a Secret is where it belongs."""
    problems: list[Problem] = []
    undecided = None
    kept = target.kind == "Secret"
    for path, value in strings(target.data):
        if kept and path.startswith(("data.", "stringData.")):
            continue
        if is_unknown(value):
            undecided = undecided or Undecided(value.path or path)
        elif _BOOKKEEPING not in path:
            problems += [Problem(path, _MESSAGE.format(one)) for one in issuers(value)]
    if undecided and not problems:
        raise undecided
    return problems
