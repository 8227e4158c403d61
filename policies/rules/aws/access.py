"""Who may call a Lambda function."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context, text
from ..unknown import Undecided
from .tokens import FUNCTION_URL, PERMISSION, block, function_of

_DOCS = "https://docs.aws.amazon.com/lambda/latest/dg"
_REASON = "shipshape:url-auth-reason"
_LIMITS = ("sourceArn", "sourceAccount", "principalOrgId", "eventSourceToken")


@rule(
    "lambda-url-auth",
    "A function's URL asks who is calling",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION_URL,),
    remediation="Set authorizationType to AWS_IAM, and put CloudFront or a gateway before it; "
    "waive this rule with the reason where the URL is meant for everyone.",
    link=f"{_DOCS}/urls-auth.html",
    tags=("aws", "lambda", "security"),
    frameworks=("Checkov CKV_AWS_258",),
)
def url_auth(url: Resource, context: Context) -> Iterable[Problem]:
    """Fails a URL that anyone may call; a reason that the function's tag gives is shown."""
    if text(url.get("authorizationType")).upper() != "AWS_IAM":
        reason = _reason(url, context)
        said = f'; its tag says why: "{reason}"' if reason else ""
        yield Problem("authorizationType", f"anyone may call the function, at your cost{said}")


def _reason(url: Resource, context: Context) -> str:
    """What the function's tag says, for whoever may waive it. The verdict never waits for it."""
    try:
        function = function_of(url, context)
        return text(block(function, "tags").get(_REASON)) if function else ""
    except Undecided:
        return ""


@rule(
    "lambda-public",
    "A permission says whom it is for",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(PERMISSION,),
    remediation="Name an account as principal, or limit a service with sourceArn.",
    link=f"{_DOCS}/access-control-resource-based.html",
    tags=("aws", "lambda", "security"),
    frameworks=("Checkov CKV_AWS_301", "Checkov CKV_AWS_364", "Trivy AWS-0067"),
)
def public(permission: Resource, _: Context) -> Iterable[Problem]:
    """Fails a permission for everyone, and one for a service on behalf of anyone."""
    principal = text(permission.get("principal"))
    limited = any(permission.get(name) for name in _LIMITS)
    if permission.get("functionUrlAuthType") == "AWS_IAM":
        limited = True
    if principal == "*" and not limited:
        yield Problem("principal", "everyone may call the function")
    elif principal.endswith((".amazonaws.com", ".amazonaws.com.cn")) and not limited:
        yield Problem("sourceArn", f"{principal} may call the function for any account")
