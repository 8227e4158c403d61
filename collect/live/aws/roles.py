"""IAM roles: who may take them, and what they may do."""

import json
from typing import Any

from .resource import Asked, Data, chosen, tags
from .session import Clients

_ROLE = {
    "Arn": "arn",
    "Description": "description",
    "MaxSessionDuration": "maxSessionDuration",
    "Path": "path",
    "RoleName": "name",
}


def role(clients: Clients, asked: Asked) -> Data:
    """A role. Its policies are read where the program declares them as the role's own."""
    iam = clients("iam")
    answer = iam.get_role(RoleName=asked.id)["Role"]
    found = chosen(answer, _ROLE)
    found["assumeRolePolicy"] = json.dumps(answer.get("AssumeRolePolicyDocument"), sort_keys=True)
    boundary = answer.get("PermissionsBoundary") or {}
    found["permissionsBoundary"] = boundary.get("PermissionsBoundaryArn")
    if "managedPolicyArns" in asked.inputs:
        attached = _all(iam, "list_attached_role_policies", "AttachedPolicies", asked.id)
        found["managedPolicyArns"] = sorted(one["PolicyArn"] for one in attached)
    if "inlinePolicies" in asked.inputs:
        names = _all(iam, "list_role_policies", "PolicyNames", asked.id)
        found["inlinePolicies"] = [_inline(iam, asked.id, name) for name in sorted(names)]
    found["tags"] = tags(answer.get("Tags") or ())
    return found


def _all(iam: Any, question: str, field: str, name: str) -> list[Any]:
    pages = iam.get_paginator(question).paginate(RoleName=name)
    return [one for page in pages for one in page[field]]


def _inline(iam: Any, role_name: str, name: str) -> Data:
    document = iam.get_role_policy(RoleName=role_name, PolicyName=name)["PolicyDocument"]
    return {"name": name, "policy": json.dumps(document, sort_keys=True)}
