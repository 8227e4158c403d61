"""What an ECR repository keeps, and who may use it."""

from typing import Any

from local.providers.aws import forms
from local.providers.aws.asking import Account
from local.providers.aws.kind import REGION, Kind, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked


def _described(type_: str, title: str, policy: Property, calls: tuple[str, str, str]) -> Kind:
    """Both policies are one document of a repository: put, got and deleted as a whole."""
    put, get, remove = calls
    properties = (
        Property("repository", "repositoryName", Setter.REQUIRED, replaces=True),
        policy,
        REGION,
        Property("registryId", "registryId", Setter.OUTPUT),
    )

    def write(account: Account, wanted: Properties) -> Properties:
        account.ask("ecr", put, **asked(properties, wanted))
        return {}

    def read(account: Account, known: Properties) -> Properties | None:
        answer = account.ask("ecr", get, repositoryName=known["repository"])
        return answered(properties, answer)

    def change(account: Account, update: Update) -> None:
        write(account, update.wanted)

    def delete(account: Account, known: Properties) -> None:
        account.ask("ecr", remove, repositoryName=known["repository"])

    return Kind(
        type=type_,
        title=title,
        properties=properties,
        identity=lambda known: str(known["repository"]),
        located=lambda identity: {"repository": identity},
        create=write,
        read=read,
        update=change,
        delete=delete,
        label="repository",
    )


def _policy(field: str, **more: Any) -> Property:
    return Property("policy", field, Setter.REQUIRED, forms.DOCUMENT, **more)


LIFECYCLE_POLICY = _described(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "ECR Lifecycle Policy",
    _policy("lifecyclePolicyText", replaces=True),
    ("put_lifecycle_policy", "get_lifecycle_policy", "delete_lifecycle_policy"),
)
"""Which images are kept. The official provider replaces it when it changes."""

REPOSITORY_POLICY = _described(
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "ECR Repository Policy",
    _policy("policyText"),
    ("set_repository_policy", "get_repository_policy", "delete_repository_policy"),
)
"""Who may pull and push."""
