"""The schema of what may be configured of rules. Pure.

A rule's `settings` are its schema: each key has a default, and a configured
value must be of the default's type.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from .model import Profile, Rule


class Mistake(NamedTuple):
    """What is wrong with a configuration: where (`rule` or `rule.key`), and one sentence."""

    path: str
    message: str


class ConfigurationError(ValueError):
    """A configuration that cannot be used; the message has one sentence for each mistake."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{one.path}: {one.message}" for one in self.mistakes))


def mistakes_in(configured: Any, rules: Mapping[str, Rule]) -> list[Mistake]:
    """Every mistake in settings by rule id; empty when they can be used."""
    if not isinstance(configured, Mapping):
        return [Mistake("", "must be a mapping from a rule's id to its settings")]
    found: list[Mistake] = []
    for name, values in configured.items():
        if name in rules:
            found += _setting_mistakes(rules[name], values)
        else:
            found.append(Mistake(str(name), unknown_rule(str(name), rules)))
    return found


def checked(configured: Any, rules: Mapping[str, Rule]) -> Mapping[str, Mapping[str, Any]]:
    """The settings by rule id, once they are known to be usable.

    Raises ConfigurationError with all mistakes at once.
    """
    if found := mistakes_in(configured, rules):
        raise ConfigurationError(found)
    usable: Mapping[str, Mapping[str, Any]] = configured
    return usable


def select(
    rules: Mapping[str, Rule],
    profiles: Collection[Profile] = (),
    ids: Collection[str] = (),
    *,
    everything: bool = False,
) -> list[Rule]:
    """The rules named by id and nothing else; or the baseline and `profiles`; or all of them.

    In order of id. Raises ConfigurationError for an id that is no rule's.
    """
    missing = [Mistake(name, unknown_rule(name, rules)) for name in ids if name not in rules]
    if missing:
        raise ConfigurationError(missing)
    on = {Profile.BASELINE, *profiles}
    return [
        one
        for _, one in sorted(rules.items())
        if (one.id in ids if ids else everything or one.profile in on)
    ]


def schema(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The JSON schema of settings by rule id, with the defaults."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "additionalProperties": False,
                "properties": {key: _property(value) for key, value in one.settings.items()},
            }
            for name, one in sorted(rules.items())
            if one.settings
        },
    }


def unknown_rule(name: str, rules: Collection[str]) -> str:
    """The sentence on an id that is no rule's, with the nearest one."""
    return f"no rule is called {name!r}{_nearest(name, rules)}"


def type_name(value: Any) -> str:
    """The JSON schema's word for the type of a value; `""` for None, which allows any."""
    for word, kinds in _TYPES:
        if isinstance(value, kinds):
            return word
    return ""


_TYPES: tuple[tuple[str, type | tuple[type, ...]], ...] = (
    ("boolean", bool),
    ("number", (int, float)),
    ("string", str),
    ("array", (list, tuple, set, frozenset)),
    ("object", Mapping),
)
_WORDS = {
    "boolean": "true or false",
    "number": "a number",
    "string": "text",
    "array": "a list",
    "object": "a mapping",
}


def _setting_mistakes(rule: Rule, values: Any) -> Iterable[Mistake]:
    if not isinstance(values, Mapping):
        yield Mistake(rule.id, "must be a mapping of settings")
        return
    for key, value in values.items():
        path = f"{rule.id}.{key}"
        if not rule.settings:
            yield Mistake(path, f"{rule.id} has no settings")
        elif key not in rule.settings:
            yield Mistake(path, f"{rule.id} has no such setting{_nearest(key, rule.settings)}")
        else:
            yield from _value_mistakes(path, rule.settings[key], value)


def _value_mistakes(path: str, default: Any, value: Any) -> Iterable[Mistake]:
    wanted = type_name(default)
    if wanted and type_name(value) != wanted:
        yield Mistake(path, f"must be {_WORDS[wanted]}")
    elif wanted == "array" and not all(isinstance(one, _item_types(default)) for one in value):
        yield Mistake(path, "must be a list of what its default lists, text if that is empty")


def _item_types(default: Any) -> tuple[type, ...]:
    return tuple({type(one) for one in default}) or (str,)


def _property(default: Any) -> dict[str, Any]:
    word = type_name(default)
    plain = sorted(default) if isinstance(default, set | frozenset) else default
    return {**({"type": word} if word else {}), "default": plain}


def _nearest(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(str(name), list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
