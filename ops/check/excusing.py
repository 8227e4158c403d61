"""Laying waivers over findings: what is excused, what is open again, and what to say of it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from ops.check.finding import Excuse, Finding
from ops.check.judging import Judged
from ops.check.reading.found import Subject, Trouble
from ops.check.waivers import Waiver
from policies.rules.dockerfile.stages import Dockerfile
from policies.rules.model import Verdict
from policies.rules.pulumi_resource import Resource
from policies.rules.unknown import is_unknown

ANNOTATION = "shipshape.dev/waive."
WARNING_DAYS = 14


def excuse(
    judged: Iterable[Judged], waivers: list[Waiver], asked: Collection[str], today: date
) -> tuple[list[Finding], list[Trouble]]:
    """The findings with their excuses, and what is to be said of the waivers.

    `asked` are the ids of the rules that were asked: a waiver of another one is
    not stale.
    """
    said: dict[str, Trouble] = {}
    used: set[int] = set()
    by_rule: dict[str, list[Waiver]] = {}
    for one in waivers:
        by_rule.setdefault(one.rule, []).append(one)
    findings = []
    for finding, subject in judged:
        if finding.verdict is Verdict.PASS:
            findings.append(finding)
            continue
        excuses = _in_place(finding, subject, said)
        for one in by_rule.get(finding.rule.id, ()):
            if one.covers(finding.rule.id, _fields(finding, subject)):
                used.add(id(one))
                if one.expires >= today:
                    excuses = excuses or Excuse(
                        one.reason, one.place, one.owner, one.expires.isoformat()
                    )
        findings.append(finding._replace(excuse=excuses) if excuses else finding)
    return findings, [*said.values(), *_standing(waivers, used, asked, today)]


def _standing(
    waivers: Iterable[Waiver], used: Collection[int], asked: Collection[str], today: date
) -> Iterable[Trouble]:
    """What is to be said of each waiver: that it is over, soon over, or for nothing."""
    for one in waivers:
        days = (one.expires - today).days
        if one.rule not in asked:
            continue
        if id(one) not in used:
            yield _doubt(one.place, f"nothing needs the waiver of {one.rule}: remove it")
        elif days < 0:
            yield _doubt(
                one.place,
                f"the waiver of {one.rule} expired on {one.expires}: its findings are open again",
            )
        elif days <= WARNING_DAYS:
            yield _doubt(
                one.place,
                f"the waiver of {one.rule} expires on {one.expires}, in {days} days"
                f" (owner: {one.owner})",
            )


def _in_place(finding: Finding, subject: Subject, said: dict[str, Trouble]) -> Excuse | None:
    """The excuse that the object's own annotation gives."""
    key = ANNOTATION + finding.rule.id
    for base, annotations in _annotations(subject):
        if key not in annotations:
            continue
        place = f"{finding.file}: {finding.object}"
        reason = annotations[key]
        if not finding.rule.inline_waiver:
            text = f"{finding.rule.id} can't be waived by an annotation: write it in waivers.yaml"
        elif is_unknown(reason) or not isinstance(reason, str) or not reason.strip():
            text = f"{key} has to say the reason"
        else:
            return Excuse(reason.strip(), f"{finding.object}: {base}", in_place=True)
        said[place + text] = Trouble(
            finding.file, finding.line, f"{finding.object}: {text}", broken=False
        )
    return None


def _annotations(subject: Subject) -> Iterable[tuple[str, Mapping[str, Any]]]:
    if isinstance(subject, Dockerfile | Resource):
        return
    pod = subject.pod
    places: list[tuple[str, Any]] = [("metadata", subject.data.get("metadata"))]
    if pod is not None and pod.path:
        places.append((f"{pod.path}.metadata", pod.data.get("metadata")))
    for base, metadata in places:
        found = metadata.get("annotations") if isinstance(metadata, dict) else None
        if isinstance(found, dict):
            yield f"{base}.annotations", found


def _fields(finding: Finding, subject: Subject) -> Mapping[str, str]:
    fields = {"container": finding.container, "file": finding.file}
    if isinstance(subject, Dockerfile):
        return {**fields, "kind": "Dockerfile", "name": subject.file}
    if isinstance(subject, Resource):
        return {**fields, "kind": subject.kind, "name": subject.name}
    kind, namespace, name = [*finding.object.split("/", 2), "", ""][:3]
    return {**fields, "kind": kind, "namespace": namespace, "name": name}


def _doubt(place: str, message: str) -> Trouble:
    file, _, line = place.rpartition(":")
    return Trouble(file, int(line), message, broken=False)
