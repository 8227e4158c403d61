"""Label selectors as text, the way a list request wants them."""

from local.providers.kubernetes.manifest import Object

_SETS = {"In": "in", "NotIn": "notin"}


def text(selector: Object) -> str:
    """Write a LabelSelector (matchLabels and matchExpressions) as a query."""
    parts = [f"{key}={value}" for key, value in (selector.get("matchLabels") or {}).items()]
    for expression in selector.get("matchExpressions") or []:
        key, operator = expression["key"], expression["operator"]
        if operator in _SETS:
            parts.append(f"{key} {_SETS[operator]} ({','.join(expression.get('values') or [])})")
        else:
            parts.append(key if operator == "Exists" else f"!{key}")
    return ",".join(parts)
