"""The configuration of a check: profiles, the rules' own settings and severities, waivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ops.check.checked_file import CheckedFile
from ops.check.waivers import LONGEST_DAYS
from policies.rules.configuration import mistakes_in, unknown_rule
from policies.rules.model import Rule, Severity

PROFILES = ("baseline", "restricted", "serving")
_KEYS = ("profiles", "rules", "waivers")
_RULE_KEYS = ("enabled", "severity", "settings")
_WAIVER_KEYS = ("file", "maximumDays")


@dataclass(frozen=True)
class Settings:
    """What a configuration file says; all of it is optional."""

    profiles: tuple[str, ...] = ()
    enabled: Mapping[str, bool] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    waivers: str = ""
    longest_waiver: int = LONGEST_DAYS

    def over(self, every: Mapping[str, Rule]) -> dict[str, Rule]:
        """The rules with the severities that are set here, without those that are turned off."""
        return {
            name: replace(rule, severity=self.severities[name]) if name in self.severities else rule
            for name, rule in every.items()
            if self.enabled.get(name, True)
        }


def read_settings(text: str, name: str, every: Mapping[str, Rule]) -> Settings:
    """What a file says. Raises BadFile with every mistake in it."""
    file = CheckedFile.parse(text, name)
    data = file.mapping(file.data, "", _KEYS)
    rules = data.get("rules")
    read = {}
    if rules is not None and not isinstance(rules, dict):
        file.mistake("rules", "rules has to be a mapping from a rule's id to what is set for it")
        rules = None
    for one, fields in (rules or {}).items():
        if one not in every:
            file.mistake(f"rules.{one}", unknown_rule(one, every))
            continue
        read[one] = _Rule(file, every[one], fields)
    waivers = file.mapping(data.get("waivers"), "waivers", _WAIVER_KEYS)
    settings = Settings(
        profiles=_profiles(file, data.get("profiles")),
        enabled={one: rule.enabled for one, rule in read.items()},
        severities={one: rule.severity for one, rule in read.items() if rule.severity},
        rules={one: rule.settings for one, rule in read.items() if rule.settings},
        waivers=file.word(waivers, "file", "waivers", needed=False),
        longest_waiver=_days(file, waivers.get("maximumDays", LONGEST_DAYS)),
    )
    file.finish()
    return settings


class _Rule:
    """What a file says of one rule."""

    def __init__(self, file: CheckedFile, rule: Rule, data: Any) -> None:
        path = f"rules.{rule.id}"
        fields = file.mapping(data, path, _RULE_KEYS)
        self.enabled = fields.get("enabled", True) is not False
        if not isinstance(fields.get("enabled", True), bool):
            file.mistake(f"{path}.enabled", "enabled has to be true or false")
        self.severity = _severity(file, fields.get("severity"), f"{path}.severity")
        self.settings = _settings(file, rule, fields.get("settings"), f"{path}.settings")


def _severity(file: CheckedFile, value: Any, path: str) -> Severity | None:
    if value is None:
        return None
    try:
        return Severity(value)
    except ValueError:
        file.mistake(path, f"severity has to be one of {', '.join(Severity)}")
        return None


def _settings(file: CheckedFile, rule: Rule, data: Any, path: str) -> Mapping[str, Any]:
    """The rule's own settings, held to the rule's own schema."""
    if data is None:
        return {}
    mistakes = mistakes_in({rule.id: data}, {rule.id: rule})
    for one in mistakes:
        file.mistake(path + one.path.removeprefix(rule.id), f"{one.path}: {one.message}")
    return {} if mistakes else data


def _profiles(file: CheckedFile, value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [] if value is None else [value]
    for one in names:
        if one not in PROFILES:
            file.mistake("profiles", f"{one!r} is no profile; there are {', '.join(PROFILES)}")
    return tuple(one for one in names if one in PROFILES)


def _days(file: CheckedFile, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    file.mistake("waivers.maximumDays", "maximumDays has to be a number of days")
    return LONGEST_DAYS
