"""Events that programs write into their own logs: Kubernetes' components, and its test suite."""

import re

from collect.parsing.kubernetes.events import container_at, container_in
from collect.parsing.times import moment
from diagnosis.snapshot import Event, Ref

MARKS = ("Event occurred", "ObjectReference{", " - event for ")
"""One of these stands in every such line."""

_OCCURRED = re.compile(r"\"Event occurred\" (?P<pairs>.*)")
_PAIR = re.compile(r"(?P<key>\w+)=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>\S+))")
_RECORDED = re.compile(
    r"ObjectReference\{(?P<about>[^}]*(?:\{[^}]*\})?[^}]*)\}\): type: '(?P<type>\w+)' "
    r"reason: '(?P<reason>\w+)' (?P<message>.*)"
)
_FIELD = re.compile(r"(\w+):\"([^\"]*)\"")
_TESTED = re.compile(
    r"At (?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}) \w+ - event for (?P<name>[^\s:]+): "
    r"\{(?P<source>[^\s}]*)[^}]*\} (?P<reason>\w+): (?P<message>.*)"
)


def event(line: str) -> Event | None:
    """The event that a line of a log reports; None for any other line."""
    return _occurred(line) or _recorded(line) or _tested(line)


def _occurred(line: str) -> Event | None:
    """`"Event occurred" object="default/web" kind="Pod" type="Warning" reason="..." ...`."""
    if not (found := _OCCURRED.search(line)):
        return None
    said = {
        one["key"]: one["bare"] or one["quoted"].replace('\\"', '"')
        for one in _PAIR.finditer(found["pairs"])
    }
    namespace, _, name = said.get("object", "").rpartition("/")
    message = said.get("message", "")
    return Event(
        reason=said.get("reason", ""),
        message=message,
        about=Ref(said.get("kind", ""), name, namespace),
        warning=said.get("type") != "Normal",
        container=container_at(said.get("fieldPath", "")) or container_in(message),
    )


def _recorded(line: str) -> Event | None:
    """`Event(v1.ObjectReference{Kind:"Pod", ...}): type: 'Warning' reason: '...' message`."""
    if not (found := _RECORDED.search(line)):
        return None
    about = dict(_FIELD.findall(found["about"]))
    message = found["message"].strip()
    return Event(
        reason=found["reason"],
        message=message,
        about=Ref(about.get("Kind", ""), about.get("Name", ""), about.get("Namespace", "")),
        warning=found["type"] != "Normal",
        container=container_at(about.get("FieldPath", "")) or container_in(message),
    )


def _tested(line: str) -> Event | None:
    """`At TIME - event for NAME: {kubelet node} Failed: message`: neither kind nor type is said."""
    if not (found := _TESTED.search(line)):
        return None
    name, message = found["name"], found["message"].strip()
    return Event(
        reason=found["reason"],
        message=message,
        about=Ref(_KINDS_OF_SOURCES.get(found["source"], "Pod"), name),
        warning=found["reason"] not in _NORMAL,
        component=found["source"],
        container=container_in(message),
        last=moment(found["time"].replace(" ", "T", 1).replace(" ", "")),
    )


_KINDS_OF_SOURCES = {
    "deployment-controller": "Deployment",
    "replicaset-controller": "ReplicaSet",
    "statefulset-controller": "StatefulSet",
    "daemonset-controller": "DaemonSet",
    "job-controller": "Job",
    "persistentvolume-controller": "PersistentVolumeClaim",
}
_NORMAL = (
    "Scheduled",
    "Pulling",
    "Pulled",
    "Created",
    "Started",
    "Killing",
    "SuccessfulCreate",
    "ScalingReplicaSet",
    "SandboxChanged",
    "Completed",
)
