"""The reference of all rules: `python -m policies.rules.reference > docs/reference/policies.md`."""

from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any

from . import FAMILIES, registered
from .model import Profile, Rule

_HEAD = """# Policies

Generated from `policies/rules/` by `python -m policies.rules.reference`; edit the rules there.

Every rule says pass, fail or unknown of what it is asked about; unknown never counts as a pass.
Profiles: **baseline** is on everywhere; **restricted** is mandatory in production and advice
elsewhere; **serving** is for AI services; **optional** rules are off until a team turns them on.
Containers are app containers and native sidecars.
"""

_ORDER = (Profile.BASELINE, Profile.RESTRICTED, Profile.SERVING, Profile.OPTIONAL)


def reference() -> str:
    """The page as Markdown."""
    rules = registered()
    sections = [
        _family(family, [one for one in rules.values() if _belongs(one, family.__name__)])
        for family in FAMILIES
    ]
    return "".join([_HEAD, _summary(rules), *sections])


def _summary(rules: Mapping[str, Rule]) -> str:
    rows = [
        f"| {profile} | {sum(one.profile is profile for one in rules.values())} |\n"
        for profile in _ORDER
    ]
    return "\n| profile | rules |\n|---|---|\n" + "".join(rows)


def _belongs(rule: Rule, package: str) -> bool:
    return rule.check.__module__.startswith(f"{package}.") or rule.check.__module__ == package


def _family(family: Any, rules: list[Rule]) -> str:
    title = cleandoc(family.__doc__ or "").partition("\n")[0].partition(":")[0].rstrip(".")
    ordered = sorted(rules, key=lambda one: (_ORDER.index(one.profile), one.id))
    return f"\n## {title}\n" + "".join(map(_section, ordered))


def _section(rule: Rule) -> str:
    lines = "".join(f"- {name}: {value}\n" for name, value in _facts(rule))
    return f"\n### {rule.id}\n{rule.title}.\n\n{lines}"


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Profile", f"{rule.profile}, severity {rule.severity}"
    if rule.check.__doc__:
        yield "About", " ".join(cleandoc(rule.check.__doc__).split())
    yield "Remedy", rule.remediation
    if rule.argument:
        yield "Argument", f"`{rule.argument}`"
    for key, value in rule.settings.items():
        yield "Setting", f"`{key}`, default `{_shown(value)}`"
    if rule.frameworks:
        yield "Frameworks", "; ".join(rule.frameworks)
    if rule.inline_waiver:
        yield "Waiver", "may be waived by an annotation on the object"
    if rule.link:
        yield "More", f"<{rule.link}>"


def _shown(value: Any) -> str:
    if isinstance(value, set | frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(str(one) for one in value) + "]"
    return '""' if value == "" else str(value)


def main() -> None:
    """Print the page."""
    print(reference(), end="")


if __name__ == "__main__":
    main()
