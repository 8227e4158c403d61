"""Credentials that are known by their own form, whoever issued them."""

LEFT = r"(?:^|[^A-Za-z0-9]|\\[nrt])"
"""What stands before a credential: also an escape, in a line that quotes lines."""

_PREFIXED = (
    r"(?:gsk|r8|hf|fw|key|re|pcsk|rnd|tgp_v1|dop_v1|dckr_pat|dckr_oat|npm|whsec)_[A-Za-z0-9]{16,}",
    r"(?:xai|pplx|pul|csk|jina_|voy|pa)-[A-Za-z0-9]{24,}",
    r"(?:nvapi|glpat|gldt|glrt|glptt|pypi|dapi)-[\w\-]{16,}",
    r"gh[pousr]_[A-Za-z0-9]{16,}",
    r"github_pat_\w{16,}",
    r"(?:sk|rk)_(?:live|test)_\w{8,}",
    r"lsv2_(?:pt|sk)_[\w]{16,}",
    r"AIza[\w\-]{20,}",
    r"(?:AKIA|ASIA)[A-Z0-9]{12,}",
    r"xox[abeoprs]-[\w\-]{8,}",
    r"xapp-[\w\-]{16,}",
    r"SG\.[\w\-]{12,}\.[\w\-]{12,}",
    r"hv[sb]\.[\w\-]{16,}",
    r"ya29\.[\w\-]{16,}",
    r"AGE-SECRET-KEY-[A-Z0-9]{16,}",
)
PROVIDER_KEY = "|".join(_PREFIXED)
"""Keys with the mark of their issuer in front, long enough to be no identifier."""

SK_KEY = r"sk-[A-Za-z0-9_\-]{8,}"
"""OpenAI's mark, which Anthropic, OpenRouter and others share; a pod may begin like it."""

JWT = r"eyJ[\w\-]{6,}\.[\w\-]{6,}\.[\w\-]*"
"""A JSON Web Token: three parts, of which the first is an object."""

WEBHOOK = (
    r"https://hooks\.slack\.com/(?:services|workflows|triggers)/(?P<webhook>[\w/\-]+)"
    r"|https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/(?P<discord>[\w/\-]+)"
)
"""Addresses that are passwords: who knows one may post."""

PRIVATE_KEY = (
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-[^-])*"
    r"-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
    r"|-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\[nr])*[A-Za-z0-9+/=]{16,})*"
    r"|(?:[A-Za-z0-9+/=]{16,}(?:\s|\\[nr])+)+(?:[A-Za-z0-9+/=]+(?:\s|\\[nr])+)?"
    r"-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
)
"""A private key, also one whose end or beginning a log has cut off."""

EMAIL = r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
"""An address of a person, or what looks like one; see `judge.is_person`."""
