"""How a registry wants to be asked, as its refusal says (RFC 9110, WWW-Authenticate). Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_PARAMETER = re.compile(r'([A-Za-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))')


@dataclass(frozen=True, slots=True)
class Challenge:
    """`scheme` is basic or bearer, in small letters; `parameters` by name."""

    scheme: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def read_challenge(header: str) -> Challenge:
    """The first challenge of the header; an empty scheme where there is none."""
    scheme, _, rest = header.strip().partition(" ")
    found = {
        name.lower(): re.sub(r"\\(.)", r"\1", quoted) or plain
        for name, quoted, plain in _PARAMETER.findall(rest)
    }
    return Challenge(scheme.lower(), found)
