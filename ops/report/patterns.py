"""What `shipshape patterns` prints of patterns and of what was refused."""

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from diagnosis.matching import LogPattern, Refusal
from ops.report.check.counts import plural

if TYPE_CHECKING:
    from diagnosis.export import Left

_WIDTH = 80
_LABEL = 14
_PROSE = frozenset({"cause", "suggestion"})


def as_verdict(count: int, refused: Sequence[Refusal]) -> str:
    """Each refusal as `file:line: name: sentence`, and a line on the whole."""
    held = f"{plural(count, 'pattern')} proved, {len(refused)} refused"
    return "\n".join([*map(str, refused), held])


def as_list(patterns: Iterable[LogPattern]) -> str:
    """One line for each: severity, kind, the id that it yields, and its name."""
    rows = sorted((one.id, one.name, one) for one in patterns)
    return "\n".join(f"{one.severity:<9}{one.kind:<8} {id_:<30} {name}" for id_, name, one in rows)


def as_json(patterns: Iterable[LogPattern]) -> str:
    """All that they say, as one JSON document."""
    return json.dumps({"version": 1, "patterns": [_told(one) for one in patterns]}, indent=1)


def as_yaml(document: Mapping[str, Any]) -> str:
    """A document for another tool; an expression stays on its line."""
    import yaml

    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=2**16).rstrip()


def as_left_out(left: Iterable["Left"]) -> str:
    """What an export leaves out, by reason."""
    names = defaultdict(list)
    for one in left:
        names[one.why].append(one.name)
    lines = [f"{why}: {', '.join(sorted(each))}" for why, each in sorted(names.items())]
    wrapped = (textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines)
    return "\n".join(["left out, for a line does not decide it or nobody asked:", *wrapped])


def as_page(one: LogPattern) -> str:
    """All that a pattern says, and where it is written."""
    told = _told(one)
    tests = told.pop("tests")
    lines = [f"{one.name}: {one.title}"]
    for label, value in {**told, **tests}.items():
        if value and label not in {"name", "title"}:
            lines += _prose(label, value) if label in _PROSE else _each(label, value)
    return "\n".join(lines)


def _told(one: LogPattern) -> dict[str, Any]:
    return {
        "name": one.name,
        "id": one.id,
        "title": one.title,
        "severity": one.severity,
        "kind": one.kind,
        "cause": one.cause,
        "suggestion": one.suggestion,
        "keywords": list(one.keywords),
        "regex": one.regex,
        "unless": list(one.unless),
        "scope": _fields(one.scope, ("platform", "source", "role", "technology", "previous")),
        "requires": _fields(one.requires, ("exit_code", "reason", "restarts")),
        "explains": list(one.explains),
        "yields_to": list(one.yields_to),
        "documentation": one.documentation,
        "file": f"{one.file}:{one.line}",
        "tests": {"match": list(one.tests.match), "no_match": list(one.tests.no_match)},
    }


def _fields(value: object, names: Sequence[str]) -> Mapping[str, Any]:
    """What narrows, and nothing else."""
    found = {name: getattr(value, name) for name in names}
    return {
        name: list(one) if isinstance(one, tuple) else one
        for name, one in found.items()
        if one not in ((), None, 0)
    }


def _prose(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _each(label: str, value: Any) -> list[str]:
    """One line for each part, as it is: a regex that is folded is another regex."""
    if isinstance(value, dict):
        parts = [f"{name}: {', '.join(map(str, _listed(one)))}" for name, one in value.items()]
    else:
        parts = [str(one) for one in _listed(value)]
    return [f"{label if number == 0 else '':<{_LABEL}}{part}" for number, part in enumerate(parts)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
