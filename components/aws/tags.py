"""Tags of what the components make, and what AWS takes as a tag."""

import re
from collections.abc import Mapping

URL_AUTH_REASON = "shipshape:url-auth-reason"
"""Tag of a function whose URL anyone may call: why that is so."""

_LONGEST_KEY, _LONGEST_VALUE, _MOST = 128, 256, 40
_ALLOWED = re.compile(r"[\w\s.:/=+\-@]*")
_REFUSED = re.compile(r"[^\w\s.:/=+\-@]+")


def component_tags(component: str, labels: Mapping[str, str], reason: str = "") -> dict[str, str]:
    """The tags of one component's resources; `component` is `LambdaService/<name>`."""
    why = {URL_AUTH_REASON: tag_text(reason)} if reason else {}
    return {"managed-by": "pulumi", "shipshape:component": component, **labels, **why}


def tag_text(sentence: str) -> str:
    """A sentence with the signs left out that AWS refuses in a tag: commas, quotes, brackets."""
    return _REFUSED.sub("", sentence)[:_LONGEST_VALUE]


def label_problems(labels: Mapping[str, str]) -> list[str]:
    """Sentences about labels that AWS would refuse as tags."""
    problems = [
        f'`labels` has "{key}: {value}", which AWS takes as no tag; use letters, digits, spaces '
        f"and _.:/=+-@, {_LONGEST_KEY} characters before and {_LONGEST_VALUE} after the colon"
        for key, value in labels.items()
        if not _is_tag(key, value)
    ]
    problems += [
        f'`labels` has "{key}": names that begin with aws: are AWS\' own'
        for key in labels
        if key.lower().startswith("aws:")
    ]
    if len(labels) > _MOST:
        problems.append(f"`labels` has {len(labels)} entries; AWS takes {_MOST} beside ours")
    return problems


def _is_tag(key: str, value: str) -> bool:
    fits = 0 < len(key) <= _LONGEST_KEY and len(value) <= _LONGEST_VALUE
    return fits and bool(_ALLOWED.fullmatch(key) and _ALLOWED.fullmatch(value))
