"""The AWS resources of a stack, compared; an account that does not answer hides nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collect.live.aws import Asked, Change, last_changes, read_resources
from drift.aws.compare import compare_resources
from drift.context import Context
from drift.model import Data, Difference, Report, Resource


def compare_cloud(
    resources: Sequence[Resource], context: Context
) -> tuple[Report, tuple[str, ...]]:
    """Compare resources with the account of the user's credentials. Never raises.

    The second are sentences on what could not be looked at.
    """
    if not resources:
        return Report(), ()
    asked = {_key(one): _asked(one) for one in resources}
    read = read_resources(asked.values())
    seen = [one for one in resources if _key(one) in read.live]
    report = compare_resources(seen, read.live, context)
    return _signed(report, asked, read.live), read.unread


def _key(one: Resource) -> str:
    return one.urn or str(one)


def _asked(one: Resource) -> Asked:
    arn = one.outputs.get("arn")
    return Asked(_key(one), one.type, one.name, arn if isinstance(arn, str) else "", one.inputs)


def _signed(report: Report, asked: Mapping[str, Asked], live: Mapping[str, Data | None]) -> Report:
    """The report with who and when: from CloudTrail, else as far as the resource remembers."""
    named = {f"{one.type}/{one.id}": key for key, one in asked.items()}
    keys = [named.get(one.object, one.urn) for one in report.differences]
    changed = [
        key for key, one in zip(keys, report.differences, strict=True) if one.fails and key in asked
    ]
    known = last_changes(asked[key] for key in dict.fromkeys(changed)) if changed else {}
    signed = (
        _sign(one, known.get(key), live.get(key))
        for key, one in zip(keys, report.differences, strict=True)
    )
    return replace(report, differences=tuple(signed))


def _sign(one: Difference, change: Change | None, live: Data | None) -> Difference:
    if not one.fails or one.manager:
        return one
    if change is not None:
        return replace(one, manager=change.who, time=one.time or change.time)
    modified = (live or {}).get("lastModified")
    return one if one.time or not isinstance(modified, str) else replace(one, time=modified)
