"""ECR repositories."""

from .resource import Asked, Data, chosen, tags
from .session import Clients


def repository(clients: Clients, asked: Asked) -> Data:
    """A repository: whether tags can be moved, and what is scanned and encrypted."""
    ecr = clients("ecr", asked.region)
    (answer,) = ecr.describe_repositories(repositoryNames=[asked.id])["repositories"]
    found = chosen(
        answer,
        {
            "imageTagMutability": "imageTagMutability",
            "repositoryArn": "arn",
            "repositoryName": "name",
            "repositoryUri": "repositoryUrl",
        },
    )
    listed = answer.get("imageTagMutabilityExclusionFilters") or ()
    exclusions = [chosen(one, {"filter": "filter", "filterType": "filterType"}) for one in listed]
    found["imageTagMutabilityExclusionFilters"] = exclusions or None
    scanning = answer.get("imageScanningConfiguration") or {}
    found["imageScanningConfiguration"] = {"scanOnPush": bool(scanning.get("scanOnPush"))}
    names = {"encryptionType": "encryptionType", "kmsKey": "kmsKey"}
    encryption = answer.get("encryptionConfiguration")
    found["encryptionConfigurations"] = [chosen(encryption, names)] if encryption else None
    found["tags"] = tags(ecr.list_tags_for_resource(resourceArn=found["arn"])["tags"])
    return found
