"""Who may invoke a Lambda function: statements of its policy."""

import json
import re
from collections.abc import Iterator
from typing import Any

from local.providers.aws.asking import Account
from local.providers.aws.forms import Form
from local.providers.aws.kind import REGION, Kind, Naming, Properties
from local.providers.aws.property import Property, Setter, asked
from local.providers.aws.resources import names
from local.providers.protocol.failures import ProviderError

_CONDITIONS = {
    "aws:principalorgid": "principalOrgId",
    "aws:sourceaccount": "sourceAccount",
    "aws:sourcearn": "sourceArn",
    "lambda:eventsourcetoken": "eventSourceToken",
    "lambda:functionurlauthtype": "functionUrlAuthType",
    "lambda:invokedviafunctionurl": "invokedViaFunctionUrl",
}
"""How a statement says what was asked; the keys of conditions know no case."""


def _account(principal: Any) -> Any:
    """An account's number is answered as the ARN of its root."""
    root = _ROOT.fullmatch(str(principal))
    return root[1] if root else principal


_ROOT = re.compile(r"arn:aws[\w-]*:iam::(\d{12}):root")
_PRINCIPAL = Form(str, str, _account)
_STATEMENT = (
    Property("action", "Action", Setter.REQUIRED, replaces=True),
    Property("principal", "Principal", Setter.REQUIRED, _PRINCIPAL, replaces=True),
    Property("eventSourceToken", "EventSourceToken", replaces=True, silent=True),
    Property(
        "functionUrlAuthType",
        "FunctionUrlAuthType",
        replaces=True,
        silent=True,
        choices=("AWS_IAM", "NONE"),
    ),
    Property("invokedViaFunctionUrl", "InvokedViaFunctionUrl", replaces=True, silent=True),
    Property("principalOrgId", "PrincipalOrgID", replaces=True, silent=True),
    Property("sourceAccount", "SourceAccount", replaces=True, silent=True),
    Property("sourceArn", "SourceArn", replaces=True, silent=True),
    Property("statementId", "StatementId", replaces=True),
)
_PROPERTIES = (
    Property("function", setter=Setter.REQUIRED, replaces=True),
    Property("qualifier", replaces=True),
    *_STATEMENT,
    REGION,
)


def _create(account: Account, inputs: Properties) -> Properties:
    whom = names.qualified(inputs, "function")
    account.ask("lambda", "add_permission", **whom, **asked(_STATEMENT, inputs))
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    answer = account.ask("lambda", "get_policy", **names.qualified(known, "function"))
    statements = json.loads(answer["Policy"])["Statement"]
    told = next((one for one in statements if one.get("Sid") == known["statementId"]), None)
    if told is None:
        return None
    return {
        **dict(_conditions(told)),
        "action": told["Action"],
        "function": known["function"],
        "principal": _principal(told.get("Principal")),
        "qualifier": known.get("qualifier"),
        "statementId": told["Sid"],
    }


def _principal(told: Any) -> Any:
    """A service, an account's root ARN, or everybody."""
    return next(iter(told.values()), None) if isinstance(told, dict) else told


def _conditions(told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for tests in (told.get("Condition") or {}).values():
        for key, value in tests.items():
            ours = _CONDITIONS.get(str(key).lower())
            if ours == "invokedViaFunctionUrl":
                yield ours, str(value).lower() == "true"
            elif ours:
                yield ours, value


def _delete(account: Account, known: Properties) -> None:
    whom = names.qualified(known, "function")
    account.ask("lambda", "remove_permission", **whom, StatementId=known["statementId"])


def _located(identity: str) -> Properties:
    whole, _, statement = identity.rpartition("/")
    if not whole:
        raise ProviderError(f"{identity!r} is not <function>[:<qualifier>]/<statement>")
    found = names.parts(whole, ":")
    found["function"] = found.pop("functionName")
    return {**found, "statementId": statement}


PERMISSION = Kind(
    type="aws:lambda/permission:Permission",
    title="Lambda Permission",
    properties=_PROPERTIES,
    identity=lambda known: str(known["statementId"]),
    located=_located,
    create=_create,
    read=_read,
    delete=_delete,
    naming=Naming(property="statementId", longest=100),
    label="function",
)
"""A right to invoke; every change makes a new statement."""
