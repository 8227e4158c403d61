"""RE2 as the regex crate reads it.

The two agree but for literals that Rust wants escaped: a brace that repeats nothing, and what means
a nested set or an operation on sets inside brackets.
"""

import re

_OUTSIDE = re.compile(
    r"""(?P<opening>\[\^?\]?)               # a set; a bracket that comes first is a member of it
      | \\(?:[pP]\{\^?\w+\}|x\{\w+\}|.)   # an escape
      | \{\d+(?:,\d*)?\}                  # a repetition
      | (?P<brace>[{}])
      | .""",
    re.VERBOSE | re.DOTALL,
)
_WITHIN = re.compile(
    r"""(?P<closing>\])
      | \[:\^?\w+:\]
      | \\(?:[pP]\{\^?\w+\}|x\{\w+\}|.)
      | (?P<sign>[\[&~])                   # a nested set or an operation, to Rust
      | .""",
    re.VERBOSE | re.DOTALL,
)


def rust(regex: str) -> str:
    """The same expression for the regex crate."""
    parts: list[str] = []
    position, within = 0, False
    while found := (_WITHIN if within else _OUTSIDE).match(regex, position):
        parts.append(_translated(found))
        position = found.end()
        within = found.lastgroup == "opening" or (within and found.lastgroup != "closing")
    return "".join(parts)


def _translated(part: re.Match[str]) -> str:
    if part.lastgroup == "opening":
        return part[0].replace("]", r"\]")
    return f"\\{part[0]}" if part.lastgroup in {"brace", "sign"} else part[0]
