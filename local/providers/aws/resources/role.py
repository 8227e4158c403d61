"""IAM roles."""

from local.providers.aws import forms, tagging
from local.providers.aws.asking import Account
from local.providers.aws.kind import TAGS, TAGS_ALL, Kind, Naming, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked

_TRUST = Property("assumeRolePolicy", "AssumeRolePolicyDocument", Setter.REQUIRED, forms.DOCUMENT)
_DESCRIPTION = Property("description", "Description", blank="")
_DURATION = Property("maxSessionDuration", "MaxSessionDuration", default=3600, limits=(3600, 43200))
_BOUNDARY = Property("permissionsBoundary", "PermissionsBoundary")
_PROPERTIES = (
    Property("name", "RoleName", replaces=True),
    Property("path", "Path", default="/", replaces=True),
    _TRUST,
    _DESCRIPTION,
    _DURATION,
    _BOUNDARY,
    Property("forceDetachPolicies", default=False, local=True),
    TAGS,
    TAGS_ALL,
    Property("arn", "Arn", Setter.OUTPUT),
    Property("uniqueId", "RoleId", Setter.OUTPUT),
    Property("createDate", "", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging("iam", "RoleName", put="tag_role", remove="untag_role")


def _create(account: Account, inputs: Properties) -> Properties:
    tags = tagging.listed(inputs.get("tags"))
    account.ask("iam", "create_role", **asked(_PROPERTIES, inputs), Tags=tags)
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    told = account.ask("iam", "get_role", RoleName=known["name"])["Role"]
    boundary = told.pop("PermissionsBoundary", None) or {}
    told["PermissionsBoundary"] = boundary.get("PermissionsBoundaryArn")
    found = answered(_PROPERTIES, told)
    found["createDate"] = f"{told['CreateDate']:%Y-%m-%dT%H:%M:%SZ}"
    return {**found, **tagging.both(told.get("Tags"))}


def _update(account: Account, update: Update) -> None:
    name = {"RoleName": update.wanted["name"]}
    if update.touches((_TRUST,)):
        document = update.wanted[_TRUST.name]
        account.ask("iam", "update_assume_role_policy", **name, PolicyDocument=document)
    if update.touches((_DESCRIPTION, _DURATION)):
        arguments = asked((_DESCRIPTION, _DURATION), update.wanted, update=True)
        account.ask("iam", "update_role", **name, **arguments)
    if update.touches((_BOUNDARY,)):
        boundary = asked((_BOUNDARY,), update.wanted)
        put, remove = "put_role_permissions_boundary", "delete_role_permissions_boundary"
        account.ask("iam", put if boundary else remove, **name, **boundary)
    _TAGGING.change(account, update.wanted["name"], update)


def _delete(account: Account, known: Properties) -> None:
    name = {"RoleName": known["name"]}
    if known.get("forceDetachPolicies"):
        attached = account.all("iam", "list_attached_role_policies", "AttachedPolicies", **name)
        for one in attached:
            account.ask("iam", "detach_role_policy", **name, PolicyArn=one["PolicyArn"])
        for inline in account.all("iam", "list_role_policies", "PolicyNames", **name):
            account.ask("iam", "delete_role_policy", **name, PolicyName=inline)
    account.ask("iam", "delete_role", **name)


ROLE = Kind(
    type="aws:iam/role:Role",
    title="IAM Role",
    properties=_PROPERTIES,
    create=_create,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=64),
)
"""A role; its policies are resources of their own."""
