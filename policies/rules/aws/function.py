"""Lambda functions: traced, bounded, and what happens to what they fail to do."""

from collections.abc import Iterable

from ..model import Problem, Profile, Severity, Subject
from ..pulumi_resource import Resource
from ..quantities import whole
from ..registry import rule
from ..subjects import Context, mapping
from .tokens import FUNCTION, INVOKE_CONFIG, block, is_image, is_zip, of_type

_DOCS = "https://docs.aws.amazon.com/lambda/latest/dg"


@rule(
    "lambda-tracing",
    "A function is traced",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation='Set tracingConfig to {"mode": "Active"}.',
    link=f"{_DOCS}/services-xray.html",
    tags=("aws", "lambda"),
    frameworks=("Checkov CKV_AWS_50", "Trivy AWS-0066"),
)
def tracing(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails a function that starts no traces itself; PassThrough is what AWS does unasked."""
    if block(function, "tracingConfig").get("mode") != "Active":
        yield Problem("tracingConfig", "the function starts no traces")


@rule(
    "lambda-dlq",
    "What a function fails to do is kept",
    severity=Severity.LOW,
    profile=Profile.RESTRICTED,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set deadLetterConfig.targetArn, or an on-failure destination.",
    link=f"{_DOCS}/invocation-async-retain-records.html",
    tags=("aws", "lambda"),
    frameworks=("Checkov CKV_AWS_116",),
)
def dead_letters(function: Resource, context: Context) -> Iterable[Problem]:
    """Fails a function without a dead letter queue or an on-failure destination."""
    if block(function, "deadLetterConfig").get("targetArn"):
        return
    for config in of_type(context, INVOKE_CONFIG):
        failed = mapping(block(config, "destinationConfig").get("onFailure"))
        if failed and config.get("functionName") in (function.get("name"), function.get("arn")):
            return
    yield Problem("deadLetterConfig", "events that fail are lost")


@rule(
    "lambda-vpc",
    "A function runs in a VPC",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set vpcConfig with subnetIds and securityGroupIds.",
    link=f"{_DOCS}/configuration-vpc.html",
    tags=("aws", "lambda", "network"),
    frameworks=("Checkov CKV_AWS_117",),
)
def vpc(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails a function without subnets."""
    if not block(function, "vpcConfig").get("subnetIds"):
        yield Problem("vpcConfig", "the function runs outside any VPC")


@rule(
    "lambda-reserved-concurrency",
    "A function's concurrency is bounded",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set reservedConcurrentExecutions: the bill and the account's limit depend on it.",
    link=f"{_DOCS}/configuration-concurrency.html",
    tags=("aws", "lambda", "cost"),
    frameworks=("Checkov CKV_AWS_115",),
)
def reserved_concurrency(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails a function without a limit; -1 is AWS' word for none."""
    limit = whole(function.get("reservedConcurrentExecutions"))
    if limit is None or limit < 0:
        yield Problem("reservedConcurrentExecutions", "nothing bounds the function's concurrency")


@rule(
    "lambda-code-signing",
    "A function runs signed code only",
    severity=Severity.LOW,
    profile=Profile.OPTIONAL,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set codeSigningConfigArn.",
    applies=is_zip,
    link=f"{_DOCS}/configuration-codesigning.html",
    tags=("aws", "lambda", "supply-chain"),
    frameworks=("Checkov CKV_AWS_272",),
)
def code_signing(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails an archive without code signing; AWS has none for images."""
    if not function.get("codeSigningConfigArn"):
        yield Problem("codeSigningConfigArn", "the function runs code that nobody signed")


@rule(
    "lambda-timeout-memory-set",
    "A function's timeout and memory are chosen",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Set timeout (at least the longest stream, 120 s) and memorySize (1024 MB).",
    argument="longest_stream",
    link=f"{_DOCS}/configuration-timeout.html",
    tags=("aws", "lambda", "streaming"),
)
def timeout_memory_set(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails the defaults of AWS: 3 seconds and 128 MB."""
    for name, default in (("timeout", "3 seconds"), ("memorySize", "128 MB")):
        if not function.get(name):
            yield Problem(name, f"AWS' default applies: {default}")


@rule(
    "lambda-image-digest",
    "A function's image is named by its digest",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.RESOURCE,
    kinds=(FUNCTION,),
    remediation="Use repository@sha256:... as imageUri, without a tag.",
    applies=is_image,
    argument="image",
    link=f"{_DOCS}/images-create.html",
    tags=("aws", "lambda", "supply-chain"),
)
def image_digest(function: Resource, _: Context) -> Iterable[Problem]:
    """Fails a tag, which moves unseen, and a tag beside a digest, which Lambda refuses."""
    image = str(function.get("imageUri") or "")
    name, separator, _digest = image.partition("@sha256:")
    if not separator:
        yield Problem("imageUri", "the image has no digest: a moved tag is not deployed")
    elif ":" in name.rpartition("/")[2]:
        yield Problem("imageUri", "the image has a tag and a digest: Lambda refuses that")
