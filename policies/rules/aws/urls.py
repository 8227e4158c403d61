"""A function's URL and alias: what must fit together for a streamed answer to arrive."""

from collections.abc import Iterable, Iterator

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context, mapping, text
from .tokens import ALIAS, FUNCTION_URL, PERMISSION, block, function_of, of_type

_DOCS = "https://docs.aws.amazon.com/lambda/latest/dg"
_MODE = "AWS_LWA_INVOKE_MODE"
_ADAPTER = "AWS_LWA_"
_STREAMS = "RESPONSE_STREAM"


def _adapter(url: Resource, context: Context) -> dict[str, str]:
    """The web adapter's variables of the function behind a URL; none where it has no adapter."""
    function = function_of(url, context)
    variables = mapping(block(function, "environment").get("variables")) if function else {}
    return {name: text(variables[name]) for name in variables if name.startswith(_ADAPTER)}


@rule(
    "lambda-stream-pair",
    "URL and web adapter stream, or neither",
    severity=Severity.HIGH,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION_URL,),
    remediation="Set invokeMode RESPONSE_STREAM and AWS_LWA_INVOKE_MODE response_stream together.",
    applies=lambda url, context: bool(_adapter(url, context)),
    link=f"{_DOCS}/configuration-response-streaming.html",
    tags=("aws", "lambda", "streaming"),
)
def stream_pair(url: Resource, context: Context) -> Iterable[Problem]:
    """Fails a URL and an adapter of which one alone streams: answers then arrive at once."""
    streams = text(url.get("invokeMode")).upper() == _STREAMS
    mode = _adapter(url, context).get(_MODE, "buffered")
    if streams != (mode.upper() == _STREAMS):
        said = _STREAMS if streams else "BUFFERED"
        yield Problem(
            "invokeMode", f"the URL is {said} and {_MODE} is {mode}: answers arrive at once"
        )


@rule(
    "lambda-url-permissions",
    "A function's URL has both permissions",
    severity=Severity.HIGH,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION_URL,),
    remediation="Add a Permission for lambda:InvokeFunctionUrl with functionUrlAuthType, and one "
    "for lambda:InvokeFunction with invokedViaFunctionUrl, of the URL's qualifier.",
    link=f"{_DOCS}/urls-auth.html",
    tags=("aws", "lambda"),
)
def url_permissions(url: Resource, context: Context) -> Iterable[Problem]:
    """Fails a URL with one of both permissions, and an open one with none.

    AWS wants both since October 2025; callers who sign may have theirs from IAM instead.
    """
    actions = {text(one.get("action")) for one in _permissions(url, context)}
    wanted = {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}
    missing = sorted(wanted - actions) if "lambda:*" not in actions else []
    if missing and (actions & wanted or text(url.get("authorizationType")).upper() == "NONE"):
        yield Problem("", f"nobody is allowed {' and '.join(missing)}: the URL answers 403")


def _permissions(url: Resource, context: Context) -> Iterator[Resource]:
    """Those of the URL's function and qualifier that count for calls through a URL."""
    function = function_of(url, context)
    names = [url.get("functionName")]
    names += [function.get("name"), function.get("arn")] if function else []
    for one in of_type(context, PERMISSION):
        if one.get("function") not in names or one.get("qualifier") != url.get("qualifier"):
            continue
        auth = one.get("functionUrlAuthType")
        if not auth or auth == url.get("authorizationType"):
            yield one


@rule(
    "lambda-alias-version",
    "An alias points to a published version",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(ALIAS,),
    remediation="Publish a version (publish: true) and set functionVersion to it.",
    link=f"{_DOCS}/configuration-aliases.html",
    tags=("aws", "lambda", "release"),
)
def alias_version(alias: Resource, _: Context) -> Iterable[Problem]:
    """Fails an alias of $LATEST: whatever is deployed has traffic at once, and no way back."""
    if alias.get("functionVersion") == "$LATEST":
        yield Problem("functionVersion", "$LATEST changes with every deployment: no way back")
