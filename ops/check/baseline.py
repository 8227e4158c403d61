"""A baseline: the findings of the day that checking began. It can only shrink."""

import json
from collections import Counter
from collections.abc import Iterable

from ops.check.checked_file import BadFile
from ops.check.finding import Excuse, Finding
from policies.rules.model import Verdict

VERSION = 1
Known = Counter[str]
"""How many findings of each fingerprint are known."""


def read_baseline(text: str, name: str) -> Known:
    """The known findings of a baseline file. Raises BadFile."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise BadFile(f"{name}: this is version {data['version']}, not {VERSION}")
        return Counter(str(one["fingerprint"]) for one in data["findings"])
    except (ValueError, KeyError, TypeError):
        raise BadFile(
            f"{name}: this is no baseline: make one with --write-baseline in its place"
        ) from None


def apply(findings: Iterable[Finding], known: Known, name: str) -> tuple[list[Finding], int]:
    """The findings, those that are known excused; and how many of the known ones are gone."""
    left = Counter(known)
    applied = []
    for one in findings:
        if _counts(one) and left[one.fingerprint] > 0:
            left[one.fingerprint] -= 1
            applied.append(one._replace(excuse=Excuse("known since the baseline", name)))
        else:
            applied.append(one)
    return applied, sum(left.values())


def baseline(findings: Iterable[Finding], name: str, known: Known | None) -> str:
    """The file's new text: the open findings, or of a known baseline those that are still there."""
    kept = [
        one
        for one in findings
        if (_counts(one) if known is None else one.excuse is not None and one.excuse.source == name)
    ]
    entries = [
        {
            "fingerprint": one.fingerprint,
            "rule": one.rule.id,
            "object": one.object,
            "container": one.container,
            "path": one.path,
        }
        for one in kept
    ]
    entries.sort(key=lambda one: (one["rule"], one["object"], one["container"], one["path"]))
    return json.dumps({"version": VERSION, "findings": entries}, indent=1) + "\n"


def _counts(one: Finding) -> bool:
    """Whether it is an open failure; what is not known yet is never taken for known."""
    return one.open and one.verdict is Verdict.FAIL
