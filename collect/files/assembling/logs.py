"""Whose log a log is, where its file doesn't say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from collect.files.contexts import from_name
from diagnosis.snapshot import Container, Log, Platform, Pod, Role

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_NO_NAMES = (
    "all",
    "full",
    "errors?",
    "std(?:out|err)",
    "new",
    "old",
    "raw",
    "crash",
    "failed",
    "of",
)
_NO_NAME = re.compile("|".join(_NO_NAMES))


def logs(
    found: Iterable[Log],
    pods: Sequence[Pod],
    containers: Sequence[Container],
    platform: Platform,
) -> tuple[Log, ...]:
    """Each log once, with its pod, container, role and platform as far as they can be known."""
    placed = (_placed(log, pods, containers) for log in found)
    known = (
        replace(log, platform=platform) if log.platform is Platform.ANY else log for log in placed
    )
    return tuple(dict.fromkeys(known))


def _placed(log: Log, pods: Sequence[Pod], containers: Sequence[Container]) -> Log:
    words = from_name(log.origin).words
    if pods and log.platform in (Platform.ANY, Platform.KUBERNETES):
        pod = _pod(log, words, pods)
        return log if pod is None else _of_pod(log, words, pod)
    if log.container or log.pod:
        return log
    if containers:
        one = _container(words, containers, init=False)
        return replace(log, container=one.name) if one else log
    is_named = from_name(log.origin).expects == "logs" and _NAME.fullmatch(words)
    return replace(log, container=words) if is_named and not _NO_NAME.fullmatch(words) else log


def _pod(log: Log, words: str, pods: Sequence[Pod]) -> Pod | None:
    """The pod by its name, by its container, or the only one that is there or is not well."""
    for named in (
        [one for one in pods if one.ref.name and one.ref.name == log.pod],
        [one for one in pods if one.ref.name and _names(words, one.ref.name)],
        [one for one in pods if log.container and _has(one, log.container)],
        [one for one in pods if any(_names(words, each.name) for each in one.containers)],
    ):
        if len(named) == 1:
            return named[0]
    if len(pods) == 1:
        return pods[0]
    ill = [one for one in pods if not _is_well(one)]
    return ill[0] if len(ill) == 1 else None


def _of_pod(log: Log, words: str, pod: Pod) -> Log:
    if log.container:
        one = next((each for each in pod.containers if each.name == log.container), None)
    else:
        one = _container(words, pod.containers, init=log.role is Role.INIT)
    return replace(
        log,
        pod=pod.ref.name,
        namespace=pod.ref.namespace or log.namespace,
        container=log.container or (one.name if one else ""),
        role=one.role if one else log.role,
    )


def _container(words: str, among: Sequence[Container], *, init: bool) -> Container | None:
    """The container by its name, the only one that was restarted, or the only one of the app."""
    wanted = [one for one in among if one.role is Role.INIT] if init else list(among)
    for named in (
        [one for one in wanted if _names(words, one.name)],
        [one for one in wanted if _was_restarted(one)],
        [one for one in wanted if one.role is Role.APP or init],
    ):
        if len(named) == 1:
            return named[0]
    return None


def _has(pod: Pod, container: str) -> bool:
    return any(one.name == container for one in pod.containers)


def _names(words: str, name: str) -> bool:
    """Whether a file's name has this name as a word of its own."""
    if not name:
        return False
    return bool(re.search(rf"(?<![a-z0-9-]){re.escape(name)}(?![a-z0-9-])", words))


def _was_restarted(one: Container) -> bool:
    ended_badly = one.state.phase == "terminated" and one.state.reason != "Completed"
    return one.restarts > 0 or one.last_state is not None or ended_badly


def _is_well(pod: Pod) -> bool:
    if pod.phase == "Succeeded":
        return True
    return pod.phase in ("Running", "") and all(
        one.ready is not False or one.role is Role.INIT for one in pod.containers
    )
