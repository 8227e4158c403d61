"""All forms of secrets, in one list: what each looks like, what to call it, what decides."""

from collections.abc import Callable
from dataclasses import dataclass

from . import judge, keys, named

Judge = Callable[[bytes, bytes, bytes], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the groups of `regex` that may hold the secret, and the word that replaces it."""

    label: str
    regex: str
    groups: tuple[str, ...]
    judge: Judge = judge.always
    rare: bool = True


def _assigned(kind: str, label: str, decide: Judge) -> Form:
    regex = f"(?i:{named.ASSIGNED[kind]})"
    return Form(label, regex, named.values(kind), decide, rare=False)


def _known(label: str, regex: str, *groups: str, decide: Judge = judge.always) -> Form:
    return Form(label, f"(?:{regex})", groups, decide)


FORMS = (
    _known("nothing", named.ARN, "arn", decide=judge.never),
    _known("private key", f"(?P<pem>{keys.PRIVATE_KEY})", "pem"),
    _known("webhook", keys.WEBHOOK, "webhook", "discord"),
    _known("password", f"(?i:{named.URL})", "database", "url", decide=judge.is_url_password),
    _known("token", f"(?i:{named.USER})", "user", decide=judge.is_random),
    _known("credentials", f"(?i:{named.HEADER})", "header", decide=judge.is_key),
    _known("cookie", f"(?i:{named.COOKIE})", "cookie"),
    Form("secret", f"(?i:{named.ENTRY})", named.values("entry"), judge.is_password),
    _known("secret", f"(?i:{named.FLAG})", "flag", decide=judge.is_password),
    _known("password", f"(?i:{named.COMMAND})", "mysql", "curl", decide=judge.is_password),
    _assigned("password", "password", judge.is_password),
    _assigned("key", "API key", judge.is_key),
    _assigned("secret", "secret", judge.is_key),
    _assigned("token", "secret", judge.is_token),
    _assigned("random", "secret", judge.is_random),
    _known("secret", f"(?i:{named.SAID})", "said", decide=judge.is_said),
    _known("credentials", f"(?i:{named.LOGIN})", "login", decide=judge.is_login),
    _known("credentials", f"(?i:{named.BASIC})", "basic", decide=judge.is_login),
    _known("credentials", f"(?i:{named.BEARER})", "bearer", decide=judge.is_credential),
    _known("API key", rf"(?:^|[^\w\-./@]|\\[nrt])(?P<sk>{keys.SK_KEY})", "sk"),
    _known("API key", rf"/(?P<sk_in_path>{keys.SK_KEY})", "sk_in_path", decide=judge.is_random),
    _known("API key", f"{keys.LEFT}(?P<provider>{keys.PROVIDER_KEY})", "provider"),
    _known("token", f"{keys.LEFT}(?P<jwt>{keys.JWT})", "jwt"),
    _known("e-mail address", f"(?P<email>{keys.EMAIL})", "email", decide=judge.is_person),
)
"""The first form that matches at a place wins."""
