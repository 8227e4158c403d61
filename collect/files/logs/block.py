"""A block of text that is a log -> logs, and what the platform wrote between the lines."""

from collections.abc import Sequence

from collect.files.found import Found
from collect.files.page import Context
from collect.parsing.serverless import invocations
from diagnosis.snapshot import Log, Platform, Role

from . import compose, prefixed, wrapped
from .platforms import platform


def block(lines: Sequence[str], context: Context) -> Found:
    """The logs of a block of lines, one for each container that it holds."""
    if not any(line.strip() for line in lines):
        return Found()
    if prefixed.is_prefixed(lines):
        return _prefixed(lines, context)
    if compose.is_composed(lines):
        return _composed(lines, context)
    if wrapped.is_wrapped(lines):
        return _found(_log(wrapped.plain(lines), context, Platform.DOCKER))
    return _found(_log(lines, context))


def _prefixed(lines: Sequence[str], context: Context) -> Found:
    told = prefixed.by_container(lines)
    return _found(
        *(
            _log(said, context, Platform.KUBERNETES, pod, container)
            for (pod, container), said in told.items()
        )
    )


def _composed(lines: Sequence[str], context: Context) -> Found:
    told = compose.by_container(lines)
    logs = (_log(said, context, Platform.DOCKER, "", name) for name, said in told.items())
    found = _found(*logs)
    found.containers += compose.ended(lines)
    return found


def _log(
    lines: Sequence[str],
    context: Context,
    known: Platform = Platform.ANY,
    pod: str = "",
    container: str = "",
) -> Log:
    text = "\n".join(lines).rstrip("\n")
    return Log(
        text=text,
        origin=context.origin,
        container=container or context.container,
        pod=pod or context.pod,
        namespace=context.namespace,
        previous=context.previous,
        truncated=context.truncated,
        role=Role.INIT if context.init else Role.APP,
        platform=known if known is not Platform.ANY else platform(text),
    )


def _found(*logs: Log) -> Found:
    found = Found(logs=list(logs))
    for log in logs:
        if log.platform is Platform.LAMBDA:
            found.invocations += invocations(log.text)
    return found
