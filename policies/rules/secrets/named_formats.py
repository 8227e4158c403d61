"""Keys that have no form of their own, recognised by the issuer's name before them."""

import re
from collections.abc import Iterator

from .formats import placeholder

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LENGTHS: dict[str, str] = {
    "adobe": r"[0-9a-f]{32}",
    "airtable": r"[0-9a-z]{17}",
    "algolia": r"[0-9a-z]{32}",
    "asana": r"[0-9a-z]{32}",
    "atlassian": r"[0-9a-z]{24}",
    "beamer": r"b_[\w=\-]{44}",
    "bitbucket": r"[0-9a-z]{32}|[\w=\-]{64}",
    "codecov": r"[0-9a-z]{32}",
    "coinbase": r"[\w\-]{64}",
    "confluent": r"[0-9a-z]{64}|[0-9a-z]{16}",
    "contentful": r"[\w=\-]{43}",
    "datadog": r"[0-9a-z]{40}",
    "discord": r"[0-9a-f]{64}|[\w=\-]{32}",
    "dropbox": r"[0-9a-z]{15}",
    "facebook": r"[0-9a-f]{32}",
    "fastly": r"[\w=\-]{32}",
    "heroku": _UUID,
    "hubspot": _UUID,
    "jfrog": r"[0-9a-z]{73}|[0-9a-z]{64}",
    "jira": r"[0-9a-z]{24}",
    "kraken": r"[\w/=+\-]{80,90}",
    "launchdarkly": r"[\w=\-]{40}",
    "linear": r"[0-9a-f]{32}",
    "linkedin": r"[0-9a-z]{16}",
    "mailchimp": r"[0-9a-f]{32}-us20",
    "mattermost": r"[0-9a-z]{26}",
    "messagebird": r"[0-9a-z]{25}",
    "netlify": r"[\w=\-]{40,46}",
    "new-relic": r"[0-9a-z]{64}",
    "new_relic": r"[0-9a-z]{64}",
    "newrelic": r"[0-9a-z]{64}",
    "okta": r"[\w=\-]{42}",
    "rapidapi": r"[\w\-]{50}",
    "sentry": r"[0-9a-f]{64}",
    "snyk": _UUID,
    "sumo": r"[0-9a-z]{64}",
    "travis": r"[0-9a-z]{22}",
    "trello": r"[0-9a-z\-]{32}",
    "twitch": r"[0-9a-z]{30}",
    "twitter": r"[0-9a-z]{45,50}|[0-9a-z]{25}",
    "zendesk": r"[0-9a-z]{40}",
}
_PATTERNS = tuple(
    (
        name,
        re.compile(
            rf"{name}[\w .\-]{{0,20}}[\s'\"`]{{0,3}}(?:[=:|<>]{{1,3}})[\s'\"`=]{{0,5}}"
            rf"((?=[\w=/+\-]*\d)(?:{token}))(?![\w\-])"
        ),
    )
    for name, token in _LENGTHS.items()
)


def named_credentials_in(text: str) -> Iterator[str]:
    """The issuers named before what has the length and the letters of their keys."""
    lower = text.lower()
    for name, pattern in _PATTERNS:
        if name in lower:
            found = pattern.search(lower)
            if found and not placeholder(found[1]):
                yield name
