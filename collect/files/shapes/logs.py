"""Logs that an API gave as JSON: CloudWatch, Loki, a list of entries. And measured values."""

import re
from collections.abc import Mapping

from collect.files.found import Found
from collect.files.logs.platforms import platform
from collect.parsing import cloudwatch, prometheus
from collect.parsing.fields import mapping, sequence, strings, text
from collect.parsing.serverless import invocations
from diagnosis.snapshot import Log, Platform, Statement

_MESSAGES = ("message", "msg", "textPayload", "log", "@message", "_raw", "line")
_LABELS = (("pod", "pod_name"), ("container", "container_name"), ("namespace", "namespace_name"))

_TASK = re.compile(r"[^/]+/(?P<container>[^/]+)/[0-9a-f]{32}")
"""How ECS calls a log stream: prefix, container, task."""


def found(document: object) -> Found | None:
    """The logs or samples of a document; None where there are none."""
    if isinstance(document, list):
        return _entries(document)
    if not isinstance(document, Mapping):
        return None
    if text(document, "data", "resultType") in ("vector", "matrix"):
        return Found(samples=list(prometheus.answer(document)))
    if text(document, "data", "resultType") == "streams":
        return Found(logs=_loki(document))
    if streams := cloudwatch.streams(document):
        return _streams(streams)
    return _error(document)


def _streams(streams: Mapping[str, str]) -> Found:
    told = Found()
    for name, said in streams.items():
        task = _TASK.fullmatch(name)
        where = Platform.ECS if task else platform(said)
        where = Platform.LAMBDA if "[$LATEST]" in name else where
        container = task["container"] if task else ""
        told.logs.append(Log(said, origin=name, container=container, platform=where))
        if where is Platform.LAMBDA:
            told.invocations += invocations(said)
    return told


def _loki(document: object) -> list[Log]:
    """Loki gives the newest line first."""
    logs: list[Log] = []
    for stream in sequence(document, "data", "result"):
        values = [sequence(one) for one in sequence(stream, "values")]
        lines = sorted((text(one[0]), text(one[1])) for one in values if len(one) > 1)
        labels = strings(stream, "stream")
        pod, container, namespace = (
            next((labels[name] for name in names if name in labels), "") for names in _LABELS
        )
        if lines:
            said = "\n".join(line.rstrip("\n") for _, line in lines)
            logs.append(_log(said, container, pod, namespace))
    return logs


def _log(said: str, container: str, pod: str, namespace: str) -> Log:
    where = Platform.KUBERNETES if pod else platform(said)
    return Log(said, "", container, pod, namespace, platform=where)


def _entries(document: list[object]) -> Found | None:
    """A list of log entries, as consoles and `gcloud logging read` export it."""
    said = [
        next((one for key in _MESSAGES if (one := text(entry, key))), "")
        for entry in document
        if isinstance(entry, Mapping)
    ]
    if not said or not all(said) or len(said) < len(document):
        return None
    labels = strings(document[0], "resource", "labels")
    names = (labels.get(key, "") for key in ("container_name", "pod_name", "namespace_name"))
    container, pod, namespace = names
    return Found(logs=[_log("\n".join(said), container, pod, namespace)])


def _error(document: Mapping[str, object]) -> Found | None:
    """The body of an error that an API of a model provider gave."""
    error = mapping(document, "error")
    message = text(error, "message")
    if not message:
        return None
    kinds = (text(error, key) for key in ("type", "code", "status"))
    said = ": ".join([*dict.fromkeys(filter(None, kinds)), message])
    return Found(statements=[Statement(said, Platform.ANY, "API answer")])
