"""The report for a program: one JSON document, a result a line."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ops.check.finding import Excuse, Finding, Report
from ops.check.reading.found import Trouble
from ops.report.check.counts import counts
from policies.rules.model import Rule

# Results come by the hundred thousand, and most of their words many times over.
_encode = lru_cache(maxsize=4096)(json.encoder.encode_basestring_ascii)


def as_json(report: Report) -> str:
    """Write every verdict, passes too."""
    results = ",\n".join([_result(one) for one in report.findings])
    messages = [_message(one) for one in report.troubles]
    return (
        f'{{"version": 1,\n"results": [\n{results}\n],\n'
        f'"messages": {json.dumps(messages)},\n"summary": {json.dumps(counts(report))}}}'
    )


def _result(one: Finding) -> str:
    excuse = "false" if one.excuse is None else f'true, "waiver": {json.dumps(_waiver(one.excuse))}'
    head, tail = _words(one.rule.id, one.rule)
    if one.owner:
        tail = f'"remediation": {_encode(one.remediation)}, "owner": {_encode(one.owner)}, '
    return (
        f'{head}"verdict": "{one.verdict.value}", "level": "{one.level}", '
        f'"object": {_encode(one.object)}, "container": {_encode(one.container)}, '
        f'"path": {_encode(one.path)}, "file": {_encode(one.file)}, "line": {one.line}, '
        f'"message": {_encode(one.message)}, {tail}"waived": {excuse}}}'
    )


_WORDS: dict[str, tuple[str, str]] = {}


def _words(name: str, rule: Rule) -> tuple[str, str]:
    known = _WORDS.get(name)
    if known is None:
        known = _WORDS[name] = (
            f'{{"rule": {_encode(name)}, "severity": "{rule.severity.value}", ',
            f'"remediation": {_encode(rule.remediation)}, ',
        )
    return known


def _waiver(excuse: Excuse) -> Mapping[str, str]:
    return {
        "reason": excuse.reason,
        "owner": excuse.owner,
        "expires": excuse.expires,
        "source": excuse.source,
    }


def _message(trouble: Trouble) -> Mapping[str, Any]:
    return {
        "file": trouble.file,
        "line": trouble.line,
        "message": trouble.message,
        "broken": trouble.broken,
    }
