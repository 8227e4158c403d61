"""What `shipshape up` prints at its end: at most 80 columns, or one JSON document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ops.guarded import Guarded
from ops.report.verdicts import Verdicts, told

_PROMPT = '{"prompt": "Why do ships float?"}'


@dataclass(frozen=True)
class BroughtUp:
    """A stack that is up: `image` is `repository@digest`; seconds by phase, in order.

    `verdicts` are what the policies say of its state; none if they were not asked. `guarded` is
    the function behind a URL that takes signed requests only.
    """

    stack: str
    url: str | None
    image: str | None
    changes: Mapping[str, int]
    seconds: Mapping[str, float]
    verdicts: Verdicts | None = None
    guarded: Guarded | None = None


def as_json(up: BroughtUp) -> str:
    """Write it for a machine."""
    document: dict[str, Any] = {
        "stack": up.stack,
        "url": up.url,
        "image": up.image,
        "changes": dict(up.changes),
        "seconds": {name: round(spent, 2) for name, spent in up.seconds.items()},
    }
    if up.verdicts is not None:
        document["policies"] = [
            {"level": one.level, "urn": one.urn, "message": one.message}
            for one in up.verdicts.findings
        ]
    return json.dumps(document, indent=2)


def as_text(up: BroughtUp) -> str:
    """Write it for a person."""
    repository, _, digest = (up.image or "").partition("@")
    rows = [
        ("stack", up.stack),
        ("url", up.url or ""),
        ("image", repository),
        ("digest", digest),
        ("changes", changed(up.changes)),
        ("policy", told(up.verdicts) if up.verdicts is not None else ""),
        ("time", timed(up.seconds)),
    ]
    lines = [f"{name:<8}{text}" for name, text in rows if text]
    return "\n".join(["", *lines, *_example(up.url, up.guarded)])


def changed(changes: Mapping[str, int]) -> str:
    """Count the changes in words: `3 create, 1 update`; unchanged resources only when alone."""
    counted = [f"{count} {kind}" for kind, count in sorted(changes.items()) if kind != "same"]
    return ", ".join(counted) or "none"


def timed(seconds: Mapping[str, float]) -> str:
    """Write the seconds of each phase: `prepare 0.8 s, update 12.3 s`."""
    return ", ".join(f"{name} {spent:.1f} s" for name, spent in seconds.items())


def _example(url: str | None, guarded: Guarded | None) -> list[str]:
    if url is None:
        return []
    return [
        "",
        "Try it:",
        f"  curl -N {url.rstrip('/')}/api/generate \\",
        *(_signed(guarded) if guarded else ()),
        "    -H 'content-type: application/json' \\",
        f"    -d '{_PROMPT}'",
    ]


def _signed(guarded: Guarded) -> list[str]:
    """Options with which curl signs a request as AWS asks for it."""
    return [
        f"    --aws-sigv4 aws:amz:{guarded.region}:lambda \\",
        '    --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \\',
        '    -H "x-amz-security-token: $AWS_SESSION_TOKEN" \\',
    ]
