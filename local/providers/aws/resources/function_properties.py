"""What a Lambda function has: its code, its configuration, and what AWS tells of it."""

from local.providers.aws import forms
from local.providers.aws.kind import REGION, TAGS, TAGS_ALL
from local.providers.aws.property import Property, Setter

_KEPT, _MUST, _TOLD = Setter.COMPUTED, Setter.REQUIRED, Setter.OUTPUT
_NO_VPC: dict[str, list[str]] = {"SubnetIds": [], "SecurityGroupIds": []}

NAME = Property("name", "FunctionName", replaces=True)
ARCHITECTURES = Property("architectures", "Architectures", _KEPT)
IMAGE = Property("imageUri", "ImageUri")
CODE = (
    IMAGE,
    ARCHITECTURES,
    Property("s3Bucket", local=True),
    Property("s3Key", local=True),
    Property("s3ObjectVersion", local=True),
    Property("sourceCodeHash", "CodeSha256", _KEPT),
)
"""What an update of the code changes."""

_IMAGE_CONFIG = (
    Property("commands", "Command"),
    Property("entryPoints", "EntryPoint"),
    Property("workingDirectory", "WorkingDirectory"),
)
_LOGGING = (
    Property("applicationLogLevel", "ApplicationLogLevel", _KEPT),
    Property("logFormat", "LogFormat", _MUST, choices=("JSON", "Text")),
    Property("logGroup", "LogGroup", _KEPT),
    Property("systemLogLevel", "SystemLogLevel", _KEPT),
)
_VPC = (
    Property("ipv6AllowedForDualStack", "Ipv6AllowedForDualStack", default=False),
    Property("securityGroupIds", "SecurityGroupIds", _MUST, forms.SET),
    Property("subnetIds", "SubnetIds", _MUST, forms.SET),
    Property("vpcId", "VpcId", _TOLD),
)
_SNAP_START = (
    Property("applyOn", "ApplyOn", _MUST),
    Property("optimizationStatus", "OptimizationStatus", _TOLD),
)
CONFIGURATION = (
    Property(
        "deadLetterConfig",
        "DeadLetterConfig",
        blank={"TargetArn": ""},
        nested=(Property("targetArn", "TargetArn", _MUST),),
    ),
    Property("description", "Description", blank=""),
    Property(
        "environment",
        "Environment",
        blank={"Variables": {}},
        nested=(Property("variables", "Variables"),),
    ),
    Property(
        "ephemeralStorage",
        "EphemeralStorage",
        _KEPT,
        nested=(Property("size", "Size", _KEPT, limits=(512, 10240)),),
    ),
    Property("handler", "Handler"),
    Property("imageConfig", "ImageConfig", blank={}, nested=_IMAGE_CONFIG),
    Property("kmsKeyArn", "KMSKeyArn", blank=""),
    Property("layers", "Layers", blank=[]),
    Property("loggingConfig", "LoggingConfig", _KEPT, nested=_LOGGING),
    Property("memorySize", "MemorySize", default=128, limits=(128, 32768)),
    Property("role", "Role", _MUST),
    Property("runtime", "Runtime"),
    Property("snapStart", "SnapStart", blank={"ApplyOn": "None"}, nested=_SNAP_START),
    Property("timeout", "Timeout", default=3, limits=(1, 900)),
    Property(
        "tracingConfig",
        "TracingConfig",
        _KEPT,
        nested=(Property("mode", "Mode", _MUST, choices=("Active", "PassThrough")),),
    ),
    Property("vpcConfig", "VpcConfig", blank=_NO_VPC, nested=_VPC),
)
"""What an update of the configuration changes."""

PACKAGE = Property(
    "packageType", "PackageType", default="Zip", replaces=True, choices=("Zip", "Image")
)
PUBLISH = Property("publish", default=False, local=True)
RESERVED = Property("reservedConcurrentExecutions", default=-1)
"""-1 reserves nothing."""

PROPERTIES = (
    NAME,
    PACKAGE,
    *CODE,
    *CONFIGURATION,
    PUBLISH,
    RESERVED,
    Property("replaceSecurityGroupsOnDestroy", local=True),
    Property("replacementSecurityGroupIds", form=forms.SET, local=True),
    Property("skipDestroy", default=False, local=True),
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "FunctionArn", _TOLD),
    Property("codeSha256", "CodeSha256", _TOLD),
    Property("invokeArn", setter=_TOLD),
    Property("lastModified", "LastModified", _TOLD),
    Property("qualifiedArn", setter=_TOLD),
    Property("qualifiedInvokeArn", setter=_TOLD),
    Property("responseStreamingInvokeArn", setter=_TOLD),
    Property("signingJobArn", "SigningJobArn", _TOLD),
    Property("signingProfileVersionArn", "SigningProfileVersionArn", _TOLD),
    Property("sourceCodeSize", "CodeSize", _TOLD),
    Property("version", setter=_TOLD),
)
