"""Policies that hang on a role, a repository, or decide how long images stay."""

import json
from typing import Any

from .resource import Asked, Data
from .session import Clients


def role_policy(clients: Clients, asked: Asked) -> Data:
    """A policy of a role's own; its id is `role:name`."""
    role, _, name = asked.id.partition(":")
    answer = clients("iam").get_role_policy(RoleName=role, PolicyName=name)
    return {"name": name, "role": role, "policy": _text(answer["PolicyDocument"])}


def lifecycle_policy(clients: Clients, asked: Asked) -> Data:
    """Which images of a repository go away."""
    answer = clients("ecr", asked.region).get_lifecycle_policy(repositoryName=asked.id)
    return {"repository": asked.id, "policy": answer["lifecyclePolicyText"]}


def repository_policy(clients: Clients, asked: Asked) -> Data:
    """Who may pull from a repository and push to it."""
    answer = clients("ecr", asked.region).get_repository_policy(repositoryName=asked.id)
    return {"repository": asked.id, "policy": answer["policyText"]}


def _text(document: Any) -> str:
    return document if isinstance(document, str) else json.dumps(document, sort_keys=True)
