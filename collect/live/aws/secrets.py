"""Secrets: that they are there, how they are kept, and never what they say."""

from .resource import Asked, Data, chosen, tags
from .session import Clients

_SECRET = {
    "ARN": "arn",
    "Description": "description",
    "KmsKeyId": "kmsKeyId",
    "Name": "name",
}
_PARAMETER = {
    "ARN": "arn",
    "AllowedPattern": "allowedPattern",
    "DataType": "dataType",
    "Description": "description",
    "KeyId": "keyId",
    "Name": "name",
    "Tier": "tier",
    "Type": "type",
    "Version": "version",
}


def secret(clients: Clients, asked: Asked) -> Data | None:
    """A secret of Secrets Manager, by its ARN; one that waits to be deleted is gone."""
    answer = clients("secretsmanager", asked.region).describe_secret(SecretId=asked.id)
    if answer.get("DeletedDate"):
        return None
    return {**chosen(answer, _SECRET), "tags": tags(answer.get("Tags") or ())}


def secret_version(clients: Clients, asked: Asked) -> Data | None:
    """A version of a secret, and what it is staged as; the id is `arn|version`."""
    arn, _, version = asked.id.partition("|")
    answer = clients("secretsmanager", asked.region).describe_secret(SecretId=arn)
    stages = (answer.get("VersionIdsToStages") or {}).get(version)
    if stages is None or answer.get("DeletedDate"):
        return None
    return {"secretId": arn, "versionId": version, "versionStages": stages}


def parameter(clients: Clients, asked: Asked) -> Data | None:
    """A parameter of SSM: `describe` tells all but the value, which nobody asks for."""
    ssm = clients("ssm", asked.region)
    filters = [{"Key": "Name", "Option": "Equals", "Values": [asked.id]}]
    answer = next(iter(ssm.describe_parameters(ParameterFilters=filters)["Parameters"]), None)
    if answer is None:
        return None
    told = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=asked.id)
    return {**chosen(answer, _PARAMETER), "tags": tags(told.get("TagList") or ())}
