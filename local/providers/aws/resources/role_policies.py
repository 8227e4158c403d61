"""What an IAM role may do: policies of its own, and those of others."""

from local.providers.aws import forms
from local.providers.aws.asking import Account
from local.providers.aws.kind import Kind, Naming, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.protocol.failures import ProviderError

_OWN = (
    Property("name", "PolicyName", replaces=True),
    Property("role", "RoleName", Setter.REQUIRED, replaces=True),
    Property("policy", "PolicyDocument", Setter.REQUIRED, forms.DOCUMENT),
)
_ATTACHED = (
    Property("role", "RoleName", Setter.REQUIRED, replaces=True),
    Property("policyArn", "PolicyArn", Setter.REQUIRED, replaces=True),
)


def _put(account: Account, wanted: Properties) -> Properties:
    account.ask("iam", "put_role_policy", **asked(_OWN, wanted))
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    return answered(_OWN, account.ask("iam", "get_role_policy", **asked(_OWN[:2], known)))


def _update(account: Account, update: Update) -> None:
    _put(account, update.wanted)


def _delete(account: Account, known: Properties) -> None:
    account.ask("iam", "delete_role_policy", **asked(_OWN[:2], known))


def _attach(account: Account, inputs: Properties) -> Properties:
    account.ask("iam", "attach_role_policy", **asked(_ATTACHED, inputs))
    return {}


def _read_attached(account: Account, known: Properties) -> Properties | None:
    attached = account.all(
        "iam", "list_attached_role_policies", "AttachedPolicies", RoleName=known["role"]
    )
    if not any(one["PolicyArn"] == known["policyArn"] for one in attached):
        return None
    return {"role": known["role"], "policyArn": known["policyArn"]}


def _detach(account: Account, known: Properties) -> None:
    account.ask("iam", "detach_role_policy", **asked(_ATTACHED, known))


def _own_parts(identity: str) -> Properties:
    role, _, name = identity.partition(":")
    if not name:
        raise ProviderError(f"{identity!r} is not <role name>:<policy name>")
    return {"role": role, "name": name}


def _attached_parts(identity: str) -> Properties:
    role, _, arn = identity.partition("/")
    if not arn:
        raise ProviderError(f"{identity!r} is not <role name>/<policy ARN>")
    return {"role": role, "policyArn": arn}


ROLE_POLICY = Kind(
    type="aws:iam/rolePolicy:RolePolicy",
    title="IAM Role Policy",
    properties=_OWN,
    identity=lambda known: f"{known['role']}:{known['name']}",
    located=_own_parts,
    create=_put,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=128),
)
"""A policy that belongs to one role."""

ROLE_POLICY_ATTACHMENT = Kind(
    type="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    title="IAM Role Policy Attachment",
    properties=_ATTACHED,
    identity=lambda known: f"{known['role']}/{known['policyArn']}",
    located=_attached_parts,
    create=_attach,
    read=_read_attached,
    delete=_detach,
    label="role",
)
"""A managed policy that a role has."""
