"""Merging a user's overrides into what we built: the last word is the user's."""

from typing import Any


def merged(base: Any, override: Any) -> Any:
    """`base` with `override` on top.

    Maps merge key by key and None removes a key; lists whose items all carry a `name` (containers,
    volumes, variables) merge by name; anything else is replaced. Neither argument is changed.
    """
    if isinstance(base, dict) and isinstance(override, dict):
        return _merged_map(base, override)
    if _is_named_list(base) and _is_named_list(override):
        return _merged_list(base, override)
    return override


def _merged_map(base: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in override.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result[key], value) if key in result else value
    return result


def _is_named_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) and "name" in v for v in value)


def _merged_list(base: list[dict[str, Any]], override: list[dict[str, Any]]) -> list[Any]:
    changes = {item["name"]: item for item in override}
    kept = [merged(item, changes.pop(item["name"], {})) for item in base]
    return kept + list(changes.values())
