"""One case a type: what a program says, what becomes of it, and what changes may follow."""

from dataclasses import dataclass, field
from typing import Any
from unittest.mock import ANY

from local.providers.protocol.properties import Secret
from tests.local.providers.aws.account import ACCOUNT, REGION, digest_of

Map = dict[str, Any]

TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"lambda.amazonaws.com"}}]}'
)
IMAGES = tuple(f"{{registry}}/svc@{digest_of(tag)}" for tag in "12")
"""Two images that the registry has. `{registry}` and `{endpoint}` stand for what a test serves."""

ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/svc"
FUNCTION_ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:svc"
GATEWAY = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions"


@dataclass(frozen=True)
class Case:
    """A type's life. `defaulted` are the inputs that the program leaves to the provider.

    `changes` are later inputs (None takes one away) and the detailed diff that they give.
    `imported` is the id for an import where that is not the resource's own. `needs` are cases
    that come first.
    """

    type: str
    inputs: Map
    outputs: Map
    identity: str
    defaulted: Map = field(default_factory=dict)
    changes: tuple[tuple[Map, Map], ...] = ()
    imported: str = ""
    needs: tuple[str, ...] = ()
    stays: bool = False
    unread: frozenset[str] = frozenset()


_TAGGED: Map = {"tags": {"team": "a"}, "tagsAll": {"team": "a"}}
_HERE: Map = {"region": REGION}
_LIFECYCLE = (
    '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",'
    '"countNumber":%d},"action":{"type":"expire"}}]}'
)
_ALLOW = (
    '{"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Principal":"*",'
    '"Action":["%s"]}]}'
)
OWN_POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["%s"],"Resource":["*"]}]}'
)
POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/basic"
_UPDATE, _ADD, _DELETE, _REPLACE = "UPDATE", "ADD", "DELETE", "UPDATE_REPLACE"

CASES = {
    "repository": Case(
        type="aws:ecr/repository:Repository",
        inputs={
            "name": "svc",
            "imageTagMutability": "IMMUTABLE",
            "imageScanningConfiguration": {"scanOnPush": True},
            "forceDelete": True,
            "tags": {"team": "a"},
        },
        identity="svc",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/svc",
            "encryptionConfigurations": [{"encryptionType": "AES256"}],
            "registryId": ACCOUNT,
            "repositoryUrl": "{registry}/svc",
        },
        changes=(
            (
                {
                    "imageTagMutability": "MUTABLE",
                    "imageScanningConfiguration": {"scanOnPush": False},
                },
                {
                    "imageTagMutability": _UPDATE,
                    "imageScanningConfiguration.scanOnPush": _UPDATE,
                },
            ),
            (
                {"imageTagMutability": None, "imageScanningConfiguration": None},
                {"imageTagMutability": _UPDATE},
            ),
            ({"tags": {"owner": "b"}}, {"tags.owner": _ADD, "tags.team": _DELETE}),
            ({"name": "other"}, {"name": _REPLACE}),
            (
                {"encryptionConfigurations": [{"encryptionType": "KMS"}]},
                {"encryptionConfigurations[0].encryptionType": _REPLACE},
            ),
        ),
        unread=frozenset({"forceDelete"}),
    ),
    "lifecycle": Case(
        type="aws:ecr/lifecyclePolicy:LifecyclePolicy",
        inputs={"repository": "svc", "policy": _LIFECYCLE % 10},
        identity="svc",
        outputs={**_HERE, "registryId": ACCOUNT},
        changes=(({"policy": _LIFECYCLE % 5}, {"policy": _REPLACE}),),
        needs=("repository",),
    ),
    "repository-policy": Case(
        type="aws:ecr/repositoryPolicy:RepositoryPolicy",
        inputs={"repository": "svc", "policy": _ALLOW % "ecr:BatchGetImage"},
        identity="svc",
        outputs={**_HERE, "registryId": ACCOUNT},
        changes=(({"policy": _ALLOW % "ecr:GetDownloadUrlForLayer"}, {"policy": _UPDATE}),),
        needs=("repository",),
    ),
    "role": Case(
        type="aws:iam/role:Role",
        inputs={"name": "svc", "assumeRolePolicy": TRUST, "tags": {"team": "a"}},
        defaulted={"forceDetachPolicies": False, "maxSessionDuration": 3600, "path": "/"},
        identity="svc",
        outputs={**_TAGGED, "arn": ROLE_ARN, "createDate": ANY, "uniqueId": ANY},
        changes=(
            (
                {"description": "runs svc", "maxSessionDuration": 7200, "tags": None},
                {"description": _ADD, "maxSessionDuration": _UPDATE, "tags": _DELETE},
            ),
            (
                {"assumeRolePolicy": TRUST.replace("lambda.", "edgelambda.")},
                {"assumeRolePolicy": _UPDATE},
            ),
            ({"permissionsBoundary": POLICY_ARN}, {"permissionsBoundary": _ADD}),
            ({"path": "/services/"}, {"path": _REPLACE}),
        ),
    ),
    "role-policy": Case(
        type="aws:iam/rolePolicy:RolePolicy",
        inputs={"name": "logs", "role": "svc", "policy": OWN_POLICY % "logs:PutLogEvents"},
        identity="svc:logs",
        outputs={},
        changes=(
            ({"policy": OWN_POLICY % "logs:*"}, {"policy": _UPDATE}),
            ({"name": "other"}, {"name": _REPLACE}),
        ),
        needs=("role",),
    ),
    "attachment": Case(
        type="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        inputs={"role": "svc", "policyArn": POLICY_ARN},
        identity=f"svc/{POLICY_ARN}",
        outputs={},
        changes=(({"policyArn": POLICY_ARN.replace("basic", "vpc")}, {"policyArn": _REPLACE}),),
        needs=("role",),
    ),
    "log-group": Case(
        type="aws:cloudwatch/logGroup:LogGroup",
        inputs={"name": "/aws/lambda/svc", "retentionInDays": 14, "tags": {"team": "a"}},
        defaulted={"skipDestroy": False},
        identity="/aws/lambda/svc",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/svc",
        },
        changes=(
            ({"retentionInDays": 30}, {"retentionInDays": _UPDATE}),
            (
                {"retentionInDays": 0, "tags": {}},
                {"retentionInDays": _UPDATE, "tags.team": _DELETE},
            ),
            ({"name": "/other"}, {"name": _REPLACE}),
        ),
    ),
    "metric-filter": Case(
        type="aws:cloudwatch/logMetricFilter:LogMetricFilter",
        inputs={
            "name": "init",
            "logGroupName": "/aws/lambda/svc",
            "pattern": "{ $.type = platform.report }",
            "metricTransformation": {
                "name": "InitDuration",
                "namespace": "svc",
                "value": "$.record.metrics.initDurationMs",
                "unit": "None",
            },
        },
        identity="init",
        imported="/aws/lambda/svc:init",
        outputs={**_HERE},
        changes=(
            ({"pattern": "ERROR"}, {"pattern": _UPDATE}),
            ({"logGroupName": "/other"}, {"logGroupName": _REPLACE}),
        ),
        needs=("log-group",),
    ),
    "alarm": Case(
        type="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs={
            "name": "svc-slow",
            "comparisonOperator": "GreaterThanThreshold",
            "dimensions": {"FunctionName": "svc", "Resource": "svc:live"},
            "evaluationPeriods": 3,
            "datapointsToAlarm": 2,
            "metricName": "Duration",
            "namespace": "AWS/Lambda",
            "period": 60,
            "extendedStatistic": "p95",
            "threshold": 8000.5,
            "alarmActions": ["arn:aws:sns:eu-central-1:123456789012:b", "arn:aws:sns:::a"],
            "tags": {"team": "a"},
        },
        defaulted={"actionsEnabled": True, "treatMissingData": "missing"},
        identity="svc-slow",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:svc-slow",
            "insufficientDataActions": [],
            "okActions": [],
        },
        changes=(
            (
                {"threshold": 4, "treatMissingData": "notBreaching", "dimensions": None},
                {"threshold": _UPDATE, "treatMissingData": _UPDATE, "dimensions": _DELETE},
            ),
            ({"actionsEnabled": False}, {"actionsEnabled": _UPDATE}),
            ({"name": "other"}, {"name": _REPLACE}),
        ),
    ),
    "alarm-of-expression": Case(
        type="aws:cloudwatch/metricAlarm:MetricAlarm",
        inputs={
            "name": "svc-errors",
            "comparisonOperator": "GreaterThanThreshold",
            "evaluationPeriods": 1,
            "threshold": 5,
            "actionsEnabled": True,
            "treatMissingData": "notBreaching",
            "metricQueries": [
                {
                    "id": "rate",
                    "expression": "100 * errors / invocations",
                    "label": "rate",
                    "returnData": True,
                },
                {
                    "id": "errors",
                    "returnData": False,
                    "metric": {
                        "metricName": "Errors",
                        "namespace": "AWS/Lambda",
                        "period": 60,
                        "stat": "Sum",
                        "dimensions": {"FunctionName": "svc"},
                    },
                },
            ],
        },
        identity="svc-errors",
        outputs={
            **_HERE,
            "arn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:svc-errors",
            "alarmActions": [],
            "insufficientDataActions": [],
            "okActions": [],
            "tagsAll": {},
        },
    ),
    "queue": Case(
        type="aws:sqs/queue:Queue",
        inputs={"name": "svc-failures", "messageRetentionSeconds": 1209600, "tags": {"team": "a"}},
        defaulted={
            "contentBasedDeduplication": False,
            "delaySeconds": 0,
            "fifoQueue": False,
            "maxMessageSize": 1048576,
            "receiveWaitTimeSeconds": 0,
            "visibilityTimeoutSeconds": 30,
        },
        identity="{endpoint}/123456789012/svc-failures",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:svc-failures",
            "sqsManagedSseEnabled": True,
            "url": "{endpoint}/123456789012/svc-failures",
        },
        changes=(
            (
                {"visibilityTimeoutSeconds": 60, "tags": {"team": "b"}},
                {"visibilityTimeoutSeconds": _UPDATE, "tags.team": _UPDATE},
            ),
            ({"policy": _ALLOW % "sqs:SendMessage"}, {"policy": _ADD}),
            ({"fifoQueue": True}, {"fifoQueue": _REPLACE}),
        ),
    ),
    "secret": Case(
        type="aws:secretsmanager/secret:Secret",
        inputs={"name": "svc/key", "recoveryWindowInDays": 0, "tags": {"team": "a"}},
        defaulted={"forceOverwriteReplicaSecret": False},
        identity=f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:svc/key-*",
        outputs={**_TAGGED, **_HERE, "arn": ANY},
        changes=(
            ({"description": "of the model"}, {"description": _ADD}),
            ({"description": None, "tags": None}, {"tags": _DELETE}),
            ({"recoveryWindowInDays": 7}, {"recoveryWindowInDays": _UPDATE}),
            ({"name": "other"}, {"name": _REPLACE}),
        ),
        unread=frozenset({"recoveryWindowInDays"}),
    ),
    "secret-version": Case(
        type="aws:secretsmanager/secretVersion:SecretVersion",
        inputs={"secretId": "svc/key", "secretString": Secret("sk-fake-1")},
        identity="svc/key|*",
        outputs={
            **_HERE,
            "arn": ANY,
            "secretArn": ANY,
            "versionId": ANY,
            "versionStages": ["AWSCURRENT"],
        },
        changes=(({"secretString": Secret("sk-fake-2")}, {"secretString": _REPLACE}),),
        needs=("secret",),
        stays=True,
    ),
    "parameter": Case(
        type="aws:ssm/parameter:Parameter",
        inputs={
            "name": "/svc/key",
            "type": "SecureString",
            "value": Secret("sk-fake-1"),
            "tags": {"team": "a"},
        },
        identity="/svc/key",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/svc/key",
            "dataType": "text",
            "keyId": "alias/aws/ssm",
            "tier": "Standard",
            "version": 1,
        },
        changes=(
            ({"value": Secret("sk-fake-2")}, {"value": _UPDATE}),
            ({"description": "of the model", "tags": None}, {"description": _ADD, "tags": _DELETE}),
            ({"name": "/other"}, {"name": _REPLACE}),
        ),
    ),
    "function": Case(
        type="aws:lambda/function:Function",
        inputs={
            "name": "svc",
            "packageType": "Image",
            "imageUri": IMAGES[0],
            "role": ROLE_ARN,
            "architectures": ["x86_64"],
            "memorySize": 1024,
            "timeout": 120,
            "publish": True,
            "environment": {"variables": {"AWS_LWA_PORT": "8080", "MODE": "a"}},
            "tracingConfig": {"mode": "Active"},
            "loggingConfig": {"logFormat": "JSON"},
            "tags": {"team": "a"},
        },
        defaulted={"reservedConcurrentExecutions": -1, "skipDestroy": False},
        identity="svc",
        outputs={
            **_TAGGED,
            **_HERE,
            "arn": FUNCTION_ARN,
            "codeSha256": ANY,
            "description": "",
            "ephemeralStorage": {"size": 512},
            "invokeArn": f"{GATEWAY}/{FUNCTION_ARN}/invocations",
            "lastModified": ANY,
            "loggingConfig": {
                "applicationLogLevel": "INFO",
                "logFormat": "JSON",
                "logGroup": "/aws/lambda/svc",
                "systemLogLevel": "INFO",
            },
            "qualifiedArn": f"{FUNCTION_ARN}:1",
            "qualifiedInvokeArn": f"{GATEWAY}/{FUNCTION_ARN}:1/invocations",
            "responseStreamingInvokeArn": (
                f"arn:aws:apigateway:{REGION}:lambda:path/2021-11-15/functions/{FUNCTION_ARN}"
                "/response-streaming-invocations"
            ),
            "sourceCodeHash": ANY,
            "sourceCodeSize": 0,
            "version": "1",
        },
        changes=(
            ({"imageUri": IMAGES[1]}, {"imageUri": _UPDATE}),
            (
                {"environment": {"variables": {"MODE": "b"}}, "timeout": 150},
                {
                    "environment.variables.AWS_LWA_PORT": _DELETE,
                    "environment.variables.MODE": _UPDATE,
                    "timeout": _UPDATE,
                },
            ),
            ({"environment": None, "tags": None}, {"environment": _DELETE, "tags": _DELETE}),
            ({"reservedConcurrentExecutions": 2}, {"reservedConcurrentExecutions": _UPDATE}),
            ({"name": "other"}, {"name": _REPLACE}),
            ({"packageType": "Zip"}, {"packageType": _REPLACE}),
        ),
        needs=("role", "repository"),
        unread=frozenset({"publish"}),
    ),
    "alias": Case(
        type="aws:lambda/alias:Alias",
        inputs={
            "name": "live",
            "functionName": "svc",
            "functionVersion": "1",
            "routingConfig": {"additionalVersionWeights": {"2": 0.1}},
        },
        identity=f"{FUNCTION_ARN}:live",
        imported="svc/live",
        outputs={
            **_HERE,
            "arn": f"{FUNCTION_ARN}:live",
            "description": "",
            "invokeArn": f"{GATEWAY}/{FUNCTION_ARN}:live/invocations",
        },
        changes=(
            ({"routingConfig": None}, {"routingConfig": _DELETE}),
            (
                {"routingConfig": {"additionalVersionWeights": {"2": 0.5}}, "description": "x"},
                {"routingConfig.additionalVersionWeights.2": _UPDATE, "description": _UPDATE},
            ),
            ({"functionName": "other"}, {"functionName": _REPLACE}),
        ),
        needs=("function",),
    ),
    "url": Case(
        type="aws:lambda/functionUrl:FunctionUrl",
        inputs={
            "authorizationType": "AWS_IAM",
            "functionName": "svc",
            "qualifier": "live",
            "invokeMode": "RESPONSE_STREAM",
        },
        identity="svc/live",
        outputs={
            **_HERE,
            "functionArn": f"{FUNCTION_ARN}:live",
            "functionUrl": ANY,
            "urlId": "127",
        },
        changes=(
            ({"invokeMode": "BUFFERED"}, {"invokeMode": _UPDATE}),
            ({"cors": {"allowOrigins": ["*"]}}, {"cors": _ADD}),
            ({"qualifier": "next"}, {"qualifier": _REPLACE}),
        ),
        needs=("alias",),
    ),
    "permission": Case(
        type="aws:lambda/permission:Permission",
        inputs={
            "statementId": "url",
            "action": "lambda:InvokeFunctionUrl",
            "function": "svc",
            "qualifier": "live",
            "principal": "*",
            "functionUrlAuthType": "AWS_IAM",
        },
        identity="url",
        imported="svc:live/url",
        outputs={**_HERE},
        changes=(
            ({"functionUrlAuthType": "NONE"}, {"functionUrlAuthType": _REPLACE}),
            ({"functionUrlAuthType": None}, {"functionUrlAuthType": "DELETE_REPLACE"}),
            ({"statementId": "other"}, {"statementId": _REPLACE}),
        ),
        needs=("alias",),
    ),
    "permission-of-an-account": Case(
        type="aws:lambda/permission:Permission",
        inputs={
            "statementId": "invoke",
            "action": "lambda:InvokeFunction",
            "function": FUNCTION_ARN,
            "principal": ACCOUNT,
            "invokedViaFunctionUrl": True,
            "sourceArn": f"arn:aws:iam::{ACCOUNT}:role/caller",
        },
        identity="invoke",
        imported=f"{FUNCTION_ARN}/invoke",
        outputs={**_HERE},
        changes=(
            ({"invokedViaFunctionUrl": False}, {"invokedViaFunctionUrl": _REPLACE}),
            ({"principal": "*"}, {"principal": _REPLACE}),
        ),
        needs=("function",),
    ),
    "event-invoke-config": Case(
        type="aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        inputs={
            "functionName": "svc",
            "qualifier": "live",
            "maximumRetryAttempts": 1,
            "destinationConfig": {
                "onFailure": {"destination": f"arn:aws:sqs:{REGION}:{ACCOUNT}:svc-failures"}
            },
        },
        identity="svc:live",
        outputs={**_HERE},
        changes=(
            ({"maximumEventAgeInSeconds": 60}, {"maximumEventAgeInSeconds": _ADD}),
            ({"qualifier": "next"}, {"qualifier": _REPLACE}),
        ),
        needs=("alias",),
    ),
    "provisioned": Case(
        type="aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
        inputs={
            "functionName": "svc",
            "qualifier": "live",
            "provisionedConcurrentExecutions": 1,
        },
        defaulted={"skipDestroy": False},
        identity="svc,live",
        outputs={**_HERE},
        changes=(
            (
                {"provisionedConcurrentExecutions": 2},
                {"provisionedConcurrentExecutions": _UPDATE},
            ),
            ({"qualifier": "1"}, {"qualifier": _REPLACE}),
        ),
        needs=("alias",),
    ),
}
"""Every type that is answered, by the name of its case."""
