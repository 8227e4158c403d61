"""Lambda runtimes that AWS has given up, as data."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..registry import rule
from ..subjects import Context, text
from .tokens import FUNCTION, is_zip

DEPRECATED = frozenset(
    """
    nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x
    nodejs16.x nodejs18.x nodejs20.x python2.7 python3.6 python3.7 python3.8 python3.9 python3.10
    ruby2.5 ruby2.7 ruby3.2 java8 go1.x provided provided.al2 dotnetcore1.0 dotnetcore2.0
    dotnetcore2.1 dotnetcore3.1 dotnet5.0 dotnet6 dotnet7 dotnet8
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Runtimes whose deprecation date has passed; source: AWS' table of runtimes, November 2026."""


@rule(
    "lambda-runtime",
    "A function's runtime is still maintained",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Move to a maintained runtime such as nodejs22.x, or to a container image.",
    applies=is_zip,
    link="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    tags=("aws", "lambda"),
    frameworks=("Checkov CKV_AWS_363",),
    settings={"also": []},
)
def runtime(function: Resource, context: Context) -> Iterable[Problem]:
    """Fails a runtime without security updates; `also` names more of them."""
    name = text(function.get("runtime"))
    if name in DEPRECATED or name in context.settings["also"]:
        yield Problem("runtime", f"{name} gets no security updates any more")
