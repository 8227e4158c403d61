"""The environment of Lambda functions: anyone who may read the function reads it."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..secrets.formats import credentials_in
from ..secrets.names import variable_announces_secret
from ..secrets.values import is_map_of_references
from ..subjects import Context, Data, mapping, text
from ..unknown import is_unknown
from .tokens import FUNCTION, block

_REFERENCES = ("arn:", "{{resolve:", "ssm:", "secretsmanager:")


def _variables(function: Resource) -> Data:
    return mapping(block(function, "environment").get("variables"))


@rule(
    "lambda-env-encryption",
    "A function's environment is encrypted with a key of its own",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set kmsKeyArn.",
    link="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
    tags=("aws", "lambda", "secrets"),
    frameworks=("Checkov CKV_AWS_173",),
)
def env_encryption(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails an environment under AWS' own key."""
    if _variables(function) and not function.get("kmsKeyArn"):
        yield Problem("kmsKeyArn", "the environment is encrypted with AWS' key only")


@rule(
    "lambda-env-secret",
    "No secret stands in a function's environment as plain text",
    severity=Severity.CRITICAL,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Keep it in Secrets Manager or SSM and pass its ARN; at the least mark the value "
    "with pulumi.Output.secret.",
    argument="api_keys",
    link="https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html",
    tags=("aws", "lambda", "secrets"),
    frameworks=("Checkov CKV_AWS_45",),
)
def env_secret(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails a literal whose name says secret or that has the form of a credential.

    What the engine keeps secret, or only refers to a secret, passes.
    """
    for name, value in _variables(function).items():
        path = f"environment.variables.{name}"
        if _kept_secret(function, path):
            continue
        announced = variable_announces_secret(str(name))
        if is_unknown(value) and not announced:
            continue  # a value to come, of a variable that nobody calls a secret
        written = text(value)
        if written.startswith(_REFERENCES) or is_map_of_references(written):
            continue
        if (announced and written) or any(credentials_in(written)):
            yield Problem(path, "a secret stands there as plain text")


def _kept_secret(function: Resource, path: str) -> bool:
    parts = path.split(".")
    return any(".".join(parts[: end + 1]) in function.secrets for end in range(len(parts)))
