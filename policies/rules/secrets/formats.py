"""Formats of credentials: what a key of a known issuer looks like.

Each format has a marker, a piece of text that is quick to look for; its pattern
is tried only where the marker stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Format(NamedTuple):
    """How one issuer writes its keys; `marker` is text that every one of them holds."""

    issuer: str
    marker: str
    pattern: re.Pattern[str]


PRIVATE_KEY = re.compile(r"-BEGIN[ A-Z0-9]*PRIVATE KEY", re.IGNORECASE)
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY_IDS = ("AKIA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA", "ASIA", "ABIA", "ACCA")
_TABLE: tuple[tuple[str, str, str], ...] = (
    *(("AWS", start, rf"(?<![A-Za-z0-9]){start}[A-Z0-9]{{16}}(?![A-Z0-9])") for start in _KEY_IDS),
    ("AWS", "amzn.mws.", rf"amzn\.mws\.{_UUID}"),
    *(("GitHub", f"gh{kind}_", rf"gh{kind}_[A-Za-z0-9]{{36,}}") for kind in "pousr"),
    ("GitHub", "github_pat_", r"github_pat_\w{22,}"),
    ("GitLab", "gl", r"\bgl(?:pat|ptt|rt|dt|soat|ft|cbt|agent|oas|imt|ffct)-[\w\-]{20,}"),
    ("Slack", "xox", r"xox[abeoprs]-(?:\d+-)?[A-Za-z0-9\-]{10,}"),
    ("Slack", "xapp-", r"xapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+"),
    ("Slack", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows)/[\w+/]{40,}"),
    ("Google", "AIza", r"AIza[0-9A-Za-z\\\]^_\-]{35}"),
    ("Google", "GOCSPX-", r"GOCSPX-[\w\-]{28}"),
    ("Google", "ya29.", r"ya29\.[\w\-]{20,}"),
    ("OpenAI", "sk-", r"\bsk-(?:proj|svcacct|admin)-[\w\-]{20,}"),
    ("OpenAI", "sk-", r"\bsk-[A-Za-z0-9]{32,}"),
    ("Anthropic", "sk-ant-", r"\bsk-ant-[\w\-]{20,}"),
    ("OpenRouter", "sk-or-", r"\bsk-or-v1-[0-9a-f]{64}"),
    ("Groq", "gsk_", r"\bgsk_[A-Za-z0-9]{40,}"),
    ("xAI", "xai-", r"\bxai-[A-Za-z0-9]{40,}"),
    ("Hugging Face", "hf_", r"\bhf_[A-Za-z]{30,}"),
    ("Replicate", "r8_", r"\br8_[A-Za-z0-9]{37}"),
    ("Perplexity", "pplx-", r"\bpplx-[A-Za-z0-9]{40,}"),
    ("Pinecone", "pcsk_", r"\bpcsk_\w{40,}"),
    ("NVIDIA", "nvapi-", r"\bnvapi-[\w\-]{60,}"),
    ("LangSmith", "lsv2_", r"\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
    ("Stripe", "k_live_", r"[sr]k_live_[A-Za-z0-9]{10,}"),
    ("Stripe", "k_test_", r"[sr]k_test_[A-Za-z0-9]{10,}"),
    ("Stripe", "whsec_", r"\bwhsec_[A-Za-z0-9+/=]{32,}"),
    ("Square", "sq0", r"\bsq0[a-z]{3}-[\w\-]{22,43}"),
    ("Square", "EAAA", r"\bEAAA[\w\-]{60}"),
    ("Twilio", "SK", r"(?<![A-Za-z0-9])SK[0-9a-fA-F]{32}(?![0-9a-zA-Z])"),
    ("SendGrid", "SG.", r"\bSG\.[\w=\-.]{40,66}"),
    ("Mailgun", "key-", r"(?<![A-Za-z0-9])(?:pub)?key-[0-9a-f]{32}"),
    ("Mailchimp", "-us", r"\b[0-9a-f]{32}-us\d{1,2}\b"),
    ("Brevo", "xkeysib-", r"xkeysib-[0-9a-f]{64}-\w{16}"),
    ("npm", "npm_", r"\bnpm_[A-Za-z0-9]{36}"),
    ("PyPI", "pypi-", r"pypi-AgE[\w\-]{50,}"),
    ("RubyGems", "rubygems_", r"rubygems_[0-9a-f]{48}"),
    ("Docker Hub", "dckr_pat_", r"dckr_pat_[\w\-]{27,}"),
    ("New Relic", "NRAK-", r"NRAK-[A-Za-z0-9]{27}"),
    ("New Relic", "NRJS-", r"NRJS-[0-9a-f]{19}"),
    ("New Relic", "NRII-", r"NRII-[\w\-]{32}"),
    ("Vault", "hvs.", r"\bhvs\.[\w\-]{24,}"),
    ("Vault", "hvb.", r"\bhvb\.[\w\-]{24,}"),
    ("Terraform", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[\w\-=]{60,70}"),
    ("Databricks", "dapi", r"\bdapi[0-9a-h]{32}"),
    ("Doppler", "dp.", r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.[\w.\-]{40,}"),
    ("DigitalOcean", "_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}"),
    ("Grafana", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}"),
    ("Grafana", "glc_", r"\bglc_[A-Za-z0-9+/]{32,}"),
    ("Linear", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    ("Notion", "secret_", r"\bsecret_[A-Za-z0-9]{43}\b"),
    ("Notion", "ntn_", r"\bntn_[A-Za-z0-9]{46}"),
    ("Shopify", "shp", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    ("Shippo", "shippo_", r"shippo_(?:live|test)_[0-9a-f]{40}"),
    ("PlanetScale", "pscale_", r"pscale_(?:tkn|pw|oauth)_[\w.\-]{32,}"),
    ("Postman", "PMAK-", r"PMAK-[0-9a-fA-F]{24}-[0-9a-fA-F]{34}"),
    ("Pulumi", "pul-", r"\bpul-[0-9a-f]{40}"),
    ("Prefect", "pnu_", r"\bpnu_[A-Za-z0-9]{36}"),
    ("Dynatrace", "dt0c01.", r"dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    ("Alibaba", "LTAI", r"\bLTAI[A-Za-z0-9]{20}\b"),
    ("Age", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    ("Sentry", "sntry", r"sntry[su]_[A-Za-z0-9+/=_]{60,}"),
    ("Supabase", "sbp_", r"\bsbp_[0-9a-f]{40}"),
    ("Azure", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    ("Azure", "SharedAccessKey=", r"SharedAccessKey=[A-Za-z0-9+/]{43}="),
    ("Azure", "Q~", r"\b[\w~.]{3}\dQ~[\w~.\-]{31,34}"),
    ("Telegram", ":AA", r"\b\d{8,10}:AA[\w\-]{33}"),
    ("Discord", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d+/[\w\-]{60,}"),
    ("Atlassian", "ATATT3", r"ATATT3[\w=\-]{100,}"),
    ("Artifactory", "AKCp", r"\bAKCp[A-Za-z0-9]{69}"),
    ("Figma", "figd_", r"\bfigd_[\w\-]{40,}"),
    ("a JSON web token", "eyJ", r"\beyJ[\w\-]{10,}\.eyJ[\w\-]{10,}\.[\w\-]{10,}"),
    ("a private key", "PRIVATE KEY", r"-BEGIN[ A-Z0-9]*PRIVATE KEY"),
)
FORMATS = tuple(Format(issuer, marker, re.compile(pattern)) for issuer, marker, pattern in _TABLE)
_PLACEHOLDER = re.compile(
    r"example|placeholder|your[_\-]?|xxxx|changeme|replace|dummy|fake|redacted|1234567890|"
    r"abcdefgh|\.\.\.|<|\*\*\*",
    re.IGNORECASE,
)
_VARIETY = 8
"""Different characters that a key has at least; a placeholder repeats a few."""


def credentials_in(text: str) -> Iterator[str]:
    """The issuers whose keys stand in a text; placeholders do not count."""
    for issuer, marker, pattern in FORMATS:
        if marker not in text:
            continue
        found = pattern.search(text)
        if found and not placeholder(found[0]):
            yield issuer


def placeholder(key: str) -> bool:
    """Whether something that has the form of a key only shows where one goes."""
    return bool(_PLACEHOLDER.search(key)) or len(set(key)) < _VARIETY
