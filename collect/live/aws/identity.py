"""Who asks AWS, and where: what is missing is one sentence that says the way out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .session import MISSING, Clients, code_of

_SERVICE = "lambda.amazonaws.com"
"""Who must be allowed to take a function's role."""

_EXPIRED = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "SSOTokenLoadError",
        "TokenRetrievalError",
        "UnauthorizedSSOTokenError",
    }
)
_INVALID = frozenset(
    {
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "SignatureDoesNotMatch",
        "AuthFailure",
        "InvalidSignatureException",
        "IncompleteSignature",
    }
)
_REFUSED = frozenset({"AccessDenied", "AccessDeniedException"})
_ABSENT = frozenset({"NoCredentialsError", "PartialCredentialsError"})
_UNREACHABLE = frozenset(
    {"EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ProxyConnectionError",
     "SSLError", "ConnectionClosedError", "HTTPClientError"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """The account's number, the ARN of who asks, and the region that is asked in."""

    account: str
    arn: str
    region: str


def identity(region: str = "") -> Identity | str:
    """Who asks AWS, or in one sentence why nobody can. Never raises.

    Without a region it is the user's own: AWS_REGION, AWS_DEFAULT_REGION or the profile's.
    """
    try:
        from boto3.session import Session
        from botocore.exceptions import ProfileNotFound
    except ImportError:
        return MISSING
    try:
        session = Session(region_name=region or None)
    except ProfileNotFound as error:
        return f"{error}: name another in AWS_PROFILE, or write it with `aws configure`"
    where = session.region_name or ""
    if problem := _region_problem(session, where):
        return problem
    try:
        told = Clients(where)("sts").get_caller_identity()
    except Exception as error:  # noqa: BLE001  # each of them is an answer to tell
        return _told(error)
    return Identity(told["Account"], told["Arn"], where)


def role_problem(arn: str, region: str = "") -> str | None:
    """Why a role can't be a function's, in one sentence; None if it can. Never raises.

    Whoever may not read roles gets no sentence: AWS itself will refuse a wrong one.
    """
    name = arn.rpartition("/")[2]
    try:
        role = Clients(region)("iam").get_role(RoleName=name)["Role"]
    except ImportError:
        return MISSING
    except Exception as error:  # noqa: BLE001  # each of them is an answer to tell
        if code_of(error) in ("NoSuchEntity", "NoSuchEntityException"):
            return f"the role {arn} does not exist: create it, or leave the role out to have one"
        return None if code_of(error) in _REFUSED else _told(error)
    if role["Arn"] != arn:
        return f"the role {arn} does not exist: the one of that name is {role['Arn']}"
    if not _may_be_taken(role.get("AssumeRolePolicyDocument")):
        return (
            f"the role {arn} can't be taken by Lambda: "
            f"allow {_SERVICE} sts:AssumeRole in its trust policy"
        )
    return None


def _region_problem(session: Any, region: str) -> str:
    if not region:
        return "no AWS region: `pulumi config set aws:region eu-west-1`, or set AWS_REGION"
    known = {
        one
        for partition in session.get_available_partitions()
        for one in session.get_available_regions("lambda", partition)
    }
    if region in known:
        return ""
    near = sorted(one for one in known if one.rpartition("-")[0] == region.rpartition("-")[0])
    hint = f"; near it are {', '.join(near)}" if near else ", such as eu-west-1"
    return f'"{region}" is no AWS region that has Lambda: take one of AWS\' own names{hint}'


def _told(error: Exception) -> str:
    """What kept AWS from answering, and the way out."""
    code = code_of(error) or type(error).__name__
    if code in _ABSENT:
        return (
            "no AWS credentials: run `aws configure` or `aws sso login`, set AWS_PROFILE, or set "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if code in _EXPIRED:
        return "the AWS credentials have expired: run `aws sso login`, or get new ones"
    if code in _INVALID:
        return (
            f"AWS does not know these credentials ({code}): look for mistyped or deleted keys, and "
            "for old ones in the environment"
        )
    if code in _REFUSED:
        return f"AWS refuses these credentials ({code}): ask whoever keeps the account for rights"
    said = str(error).partition("\n")[0] or code
    if code in _UNREACHABLE:
        return f"AWS can't be reached: {said}: check the network, the proxy and AWS_ENDPOINT_URL"
    return f"AWS could not be asked who you are: {said}"


def _may_be_taken(policy: Any) -> bool:
    """Whether Lambda may take a role with this trust policy."""
    document = json.loads(policy) if isinstance(policy, str) else policy
    statements = document.get("Statement") if isinstance(document, Mapping) else None
    listed = [statements] if isinstance(statements, Mapping) else statements or []
    return any(_allows(one) for one in listed)


def _allows(statement: Mapping[str, Any]) -> bool:
    principal = statement.get("Principal")
    services = principal.get("Service") if isinstance(principal, Mapping) else principal
    return (
        statement.get("Effect") == "Allow"
        and bool({"sts:AssumeRole", "sts:*", "*"} & set(_listed(statement.get("Action"))))
        and bool({_SERVICE, "*"} & set(_listed(services)))
    )


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
