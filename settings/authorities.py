"""Which certificate authorities of a machine are its own, and not the public ones everybody trusts.

SHIPSHAPE_EXTRA_CA may name a system's whole bundle. Only what is beyond the public list has to
travel into a build: the rest is in every base image, and 200 KiB of it in each copy of the state
would slow down every `pulumi up`.
"""

import re

_CERTIFICATE = re.compile(
    r"-----BEGIN CERTIFICATE-----(?P<body>[A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----"
)


def certificates(pem: str) -> list[str]:
    """The certificates of a PEM text, comments and white space gone, in their order, once each."""
    bodies = ("".join(match["body"].split()) for match in _CERTIFICATE.finditer(pem))
    return list(dict.fromkeys(bodies))


def beyond(pem: str, public: str) -> str:
    """The certificates of `pem` that are not in `public`, as PEM; empty when there are none."""
    known = set(certificates(public))
    return "".join(_as_pem(body) for body in certificates(pem) if body not in known)


def _as_pem(body: str) -> str:
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
