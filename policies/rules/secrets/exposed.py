"""Credentials that stand where everyone reads them, whatever the field is called."""

import re
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


def long_texts(value: Any, path: str, found: list[tuple[str, Any]]) -> None:
    """Add, with their paths, the texts that are long enough for a key, and what is not known yet.

    Most texts are short: it saves the time to write down where they stand.
    """
    if isinstance(value, str):
        if len(value) >= _SHORTEST:
            found.append((path, value))
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(one, str) or len(one) >= _SHORTEST:
                long_texts(one, f"{path}.{key}" if path else str(key), found)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            long_texts(one, f"{path}[{index}]", found)
    elif is_unknown(value):
        found.append((path, value))


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
    found: list[tuple[str, Any]] = []
    long_texts(target.data, "", found)
    for path, value in found:
        if kept and path.startswith(("data.", "stringData.")):
            continue
        if is_unknown(value):
            undecided = undecided or Undecided(value.path or path)
        elif _BOOKKEEPING not in path:
            problems += [Problem(path, _MESSAGE.format(one)) for one in issuers(value)]
    if undecided and not problems:
        raise undecided
    return problems
