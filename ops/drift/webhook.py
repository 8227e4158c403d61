"""Posting a report to an address of the user's."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

SECONDS = 10.0
"""How long one answer may take."""
PAUSE = 2.0
"""Seconds between the first try and the second."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_SERVER_ERROR = 500
_TOO_MANY = 429


def address_problem(url: str) -> str | None:
    """Why a report must not be sent there, as a sentence that does not show the address's secret.

    A report tells of a cluster's weak spots: it goes over TLS, or stays on this machine.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "the webhook is no address"
    if parts.scheme == "https" and host:
        return None
    if parts.scheme == "http" and host in _LOCAL:
        return None
    return "the webhook has to be an https address; http is for localhost alone"


def post(
    url: str,
    document: Mapping[str, Any],
    seconds: float = SECONDS,
    pause: Callable[[float], None] = time.sleep,
) -> str | None:
    """Post JSON, once more if the first try fails; a sentence if it did not arrive.

    Redirects are not followed: they could lead where the report must not go. The sentence names
    the host alone, since the rest of such an address is often a password.
    """
    problem = address_problem(url)
    if problem:
        return problem
    failure, again = _try(url, document, seconds)
    if failure and again:
        pause(PAUSE)
        failure, _ = _try(url, document, seconds)
    return f"the webhook at {urlsplit(url).hostname} {failure}" if failure else None


def _try(url: str, document: Mapping[str, Any], seconds: float) -> tuple[str, bool]:
    """What went wrong, empty for nothing, and whether another try could help."""
    import httpx

    try:
        answer = httpx.post(url, json=document, timeout=seconds, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"did not take the report: {type(error).__name__}", True
    if answer.is_success:
        return "", False
    waits = answer.status_code >= _SERVER_ERROR or answer.status_code == _TOO_MANY
    return f"did not take the report: it answered {answer.status_code}", waits
