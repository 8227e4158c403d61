"""Whose log a log is, where its file doesn't say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from collect.files.contexts import from_name
from diagnosis.snapshot import Container, Log, Platform, Pod, Role

from .names import is_named, logs_of


def logs(
    found: Iterable[Log],
    pods: Sequence[Pod],
    containers: Sequence[Container],
    platform: Platform,
) -> tuple[Log, ...]:
    """Each log once, with its pod, container, role and platform as far as they can be known.

    `pods` may be those that only events name.
    """
    placed = (_placed(log, pods, containers) for log in found)
    known = (
        replace(log, platform=platform) if log.platform is Platform.ANY else log for log in placed
    )
    return tuple(dict.fromkeys(known))


def _placed(log: Log, pods: Sequence[Pod], containers: Sequence[Container]) -> Log:
    stem = from_name(log.origin).stem
    if pods and log.platform in (Platform.ANY, Platform.KUBERNETES):
        pod = _pod(log, stem, pods)
        return log if pod is None else _of_pod(log, stem, pod)
    if log.container or log.pod:
        return log
    if containers:
        one = _container(stem, containers, init=False)
        return replace(log, container=one.name) if one else log
    return replace(log, container=logs_of(stem))


def _pod(log: Log, stem: str, pods: Sequence[Pod]) -> Pod | None:
    """The pod by its name, by its container, or the only one that is there or is not well."""
    for named in (
        [one for one in pods if one.ref.name and one.ref.name == log.pod],
        [one for one in pods if one.ref.name and is_named(stem, one.ref.name)],
        [one for one in pods if log.container and _has(one, log.container)],
        [one for one in pods if any(is_named(stem, each.name) for each in one.containers)],
    ):
        if len(named) == 1:
            return named[0]
    if len(pods) == 1:
        return pods[0]
    ill = [one for one in pods if not _is_well(one)]
    return ill[0] if len(ill) == 1 else None


def _of_pod(log: Log, stem: str, pod: Pod) -> Log:
    if log.container:
        one = next((each for each in pod.containers if each.name == log.container), None)
    else:
        one = _container(stem, pod.containers, init=log.role is Role.INIT)
    return replace(
        log,
        pod=pod.ref.name,
        namespace=pod.ref.namespace or log.namespace,
        container=log.container or (one.name if one else ""),
        role=one.role if one else log.role,
    )


def _container(stem: str, among: Sequence[Container], *, init: bool) -> Container | None:
    """The container by its name, the only one that was restarted, or the only one of the app."""
    wanted = [one for one in among if one.role is Role.INIT] if init else list(among)
    for named in (
        [one for one in wanted if is_named(stem, one.name)],
        [one for one in wanted if _was_restarted(one)],
        [one for one in wanted if one.role is Role.APP or init],
    ):
        if len(named) == 1:
            return named[0]
    return None


def _has(pod: Pod, container: str) -> bool:
    return any(one.name == container for one in pod.containers)


def _was_restarted(one: Container) -> bool:
    ended_badly = one.state.phase == "terminated" and one.state.reason != "Completed"
    return one.restarts > 0 or one.last_state is not None or ended_badly


def _is_well(pod: Pod) -> bool:
    if pod.phase == "Succeeded":
        return True
    return pod.phase in ("Running", "") and all(
        one.ready is not False or one.role is Role.INIT for one in pod.containers
    )
