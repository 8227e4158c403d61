"""Policy documents of AWS, by what they mean."""

import json
import re
from typing import Any

from drift.walking.scalars import as_text

_ACCOUNT = re.compile(r"arn:[a-z-]+:iam::(\d{12}):root")
_LISTS = ("Action", "NotAction", "Resource", "NotResource")
_ACTIONS = ("Action", "NotAction")


def same_document(one: Any, other: Any) -> bool:
    """Whether two texts are documents that mean the same, or the same text."""
    mine, theirs = parsed(one), parsed(other)
    if mine is None or theirs is None:
        return as_text(one) == as_text(other)
    return canonical(mine) == canonical(theirs)


def parsed(value: Any) -> Any:
    """The document in a text; None for what is none."""
    if isinstance(value, dict | list):
        return value
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def canonical(document: Any) -> str:
    """A document as text that is equal for all that mean the same.

    Of an access policy the order of statements, keys and lists doesn't matter, one value is a list
    of one, actions are the same in any case, and an account is its root user.
    """
    if isinstance(document, dict) and "Statement" in document:
        document = _policy(document)
    return json.dumps(_in_order(document), sort_keys=True, separators=(",", ":"))


def _policy(document: dict[str, Any]) -> dict[str, Any]:
    found = [_statement(one) for one in _listed(document["Statement"])]
    statements = sorted(found, key=lambda one: json.dumps(one, sort_keys=True))
    return {**document, "Statement": statements}


def _statement(statement: Any) -> Any:
    if not isinstance(statement, dict):
        return statement
    found = {name: value for name, value in statement.items() if value not in ("", None, [], {})}
    for name in _LISTS:
        if name in found:
            found[name] = _texts(found[name], lower=name in _ACTIONS)
    for name in ("Principal", "NotPrincipal"):
        if name in found:
            found[name] = _principal(found[name])
    if isinstance(found.get("Condition"), dict):
        found["Condition"] = {
            operator: {key: _texts(value) for key, value in keys.items()}
            for operator, keys in found["Condition"].items()
            if isinstance(keys, dict)
        }
    return found


def _principal(principal: Any) -> Any:
    if not isinstance(principal, dict):
        principal = {"AWS": principal}
    return {
        kind: sorted(_ACCOUNT.sub(r"\1", one) for one in _texts(value))
        for kind, value in principal.items()
    }


def _texts(value: Any, *, lower: bool = False) -> list[str]:
    written = {_text(one) for one in _listed(value)}
    return sorted({one.lower() for one in written} if lower else written)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _in_order(value: Any) -> Any:
    """Rules of a life cycle go by their priority, wherever they stand."""
    if isinstance(value, dict) and isinstance(value.get("rules"), list):
        rules = sorted(value["rules"], key=lambda one: json.dumps(one, sort_keys=True))
        return {**value, "rules": rules}
    return value
