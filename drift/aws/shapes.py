"""The properties of AWS resources that are not to be compared as they stand."""

from dataclasses import replace

from drift.walking.shape import (
    IGNORED,
    OFF,
    ON,
    SET,
    TEXTS,
    Form,
    Shape,
    default,
    fields,
    keyed,
)

from .documents import same_document
from .names import same_name

FUNCTION = "aws:lambda/function:Function"

DOCUMENT = Shape(Form.ANY, equal=same_document)
NAMED = Shape(Form.ANY, equal=same_name)

TAGS = replace(TEXTS, shared=True)
"""To which an organisation adds its own."""

_DOCUMENTS = frozenset(
    """
    policy assumeRolePolicy policyDocument policyText accessPolicy redrivePolicy definition
    containerDefinitions pattern eventPattern repositoryPolicy lifecyclePolicy document
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
"""Properties that hold a document as text."""

_NAMED = frozenset({"functionName", "function", "role", "repository"})
"""Properties that take a name as well as an ARN."""

_LOCAL = frozenset(
    """
    __defaults __meta code forceDelete forceDestroy forceDetachPolicies
    forceOverwriteReplicaSecret keepers namePrefix publish region replaceSecurityGroupsOnDestroy
    replacementSecurityGroupIds s3Bucket s3Key s3ObjectVersion skipDestroy statementIdPrefix
    tagsAll triggers
    """.split()  # noqa: SIM905
)
"""What only the provider knows."""

_OF_CODE = frozenset({"imageUri", "sourceCodeHash"})
"""What a function runs: compared by digest and hash."""

_FUNCTION = fields(
    architectures=default(["x86_64"], SET),
    memorySize=default(128),
    packageType=default("Zip"),
    reservedConcurrentExecutions=default(-1),
    timeout=default(3),
    environment=fields(variables=TEXTS),
    ephemeralStorage=fields(size=default(512)),
    loggingConfig=fields(logFormat=default("Text")),
    tracingConfig=fields(mode=default("PassThrough")),
    vpcConfig=fields(subnetIds=SET, securityGroupIds=SET, ipv6AllowedForDualStack=OFF),
)
_URL = fields(
    invokeMode=default("BUFFERED"),
    cors=fields(
        allowCredentials=OFF,
        allowHeaders=SET,
        allowMethods=SET,
        allowOrigins=SET,
        exposeHeaders=SET,
        maxAge=default(0),
    ),
)
_ALARM = fields(
    actionsEnabled=ON,
    alarmActions=SET,
    dimensions=TEXTS,
    insufficientDataActions=SET,
    okActions=SET,
    treatMissingData=default("missing"),
    metricQueries=keyed(fields(returnData=OFF), "id"),
)
_SHAPES = {
    FUNCTION: _FUNCTION,
    "aws:lambda/functionUrl:FunctionUrl": _URL,
    "aws:lambda/alias:Alias": fields(routingConfig=fields(additionalVersionWeights=fields())),
    "aws:iam/role:Role": fields(
        path=default("/"),
        maxSessionDuration=default(3600),
        managedPolicyArns=SET,
        inlinePolicies=keyed(fields(policy=DOCUMENT), "name"),
    ),
    "aws:ecr/repository:Repository": fields(
        imageTagMutability=default("MUTABLE"),
        imageTagMutabilityExclusionFilters=keyed(fields(), "filter"),
        imageScanningConfiguration=fields(scanOnPush=OFF),
        encryptionConfigurations=keyed(fields(encryptionType=default("AES256")), "encryptionType"),
    ),
    "aws:cloudwatch/logGroup:LogGroup": fields(
        retentionInDays=default(0), logGroupClass=default("STANDARD")
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": _ALARM,
    "aws:secretsmanager/secret:Secret": fields(recoveryWindowInDays=IGNORED),
    "aws:secretsmanager/secretVersion:SecretVersion": fields(
        secretString=IGNORED, secretBinary=IGNORED, versionStages=SET
    ),
    "aws:ssm/parameter:Parameter": fields(
        value=IGNORED, insecureValue=IGNORED, overwrite=IGNORED, tier=default("Standard")
    ),
}

_EVERYWHERE = {
    "tags": TAGS,
    **dict.fromkeys(_LOCAL | _OF_CODE, IGNORED),
    **dict.fromkeys(_DOCUMENTS, DOCUMENT),
    **dict.fromkeys(_NAMED, NAMED),
}


def shape_of(type_: str) -> Shape:
    """How the properties of a type are to be read."""
    known = _SHAPES[type_].fields if type_ in _SHAPES else {}
    return fields(**{**_EVERYWHERE, **known})
