"""Who may call a function, statement by statement."""

import json
from collections.abc import Mapping
from typing import Any

from .resource import Asked, Data
from .session import Clients

_CONDITIONS = {
    "aws:principalorgid": "principalOrgId",
    "aws:sourceaccount": "sourceAccount",
    "aws:sourcearn": "sourceArn",
    "lambda:eventsourcetoken": "eventSourceToken",
    "lambda:functionurlauthtype": "functionUrlAuthType",
    "lambda:invokedviafunctionurl": "invokedViaFunctionUrl",
}


def permission(clients: Clients, asked: Asked) -> Data | None:
    """A statement of the policy of a function, version or alias; its id is the statement's."""
    function = str(asked.inputs.get("function") or "")
    qualifier = str(asked.inputs.get("qualifier") or "")
    more = {"Qualifier": qualifier} if qualifier else {}
    answer = clients("lambda", asked.region).get_policy(FunctionName=function, **more)
    statements = json.loads(answer["Policy"]).get("Statement") or ()
    one = next((one for one in statements if one.get("Sid") == asked.id), None)
    if one is None:
        return None
    return {
        **dict.fromkeys(_CONDITIONS.values()),
        **_conditions(one.get("Condition") or {}),
        "action": one.get("Action"),
        "function": function,
        "principal": _principal(one.get("Principal"), asked.inputs.get("principal")),
        "qualifier": qualifier or None,
        "statementId": asked.id,
    }


def _conditions(told: Mapping[str, Mapping[str, Any]]) -> Data:
    """Their values by the provider's names; a truth is written as text."""
    found = {
        _CONDITIONS[key.lower()]: value
        for values in told.values()
        for key, value in values.items()
        if key.lower() in _CONDITIONS
    }
    if "invokedViaFunctionUrl" in found:
        found["invokedViaFunctionUrl"] = str(found["invokedViaFunctionUrl"]).lower() == "true"
    return found


def _principal(told: Any, declared: Any) -> Any:
    """Whom it is for; an account's number means its root user, and AWS writes that."""
    one = next(iter(told.values()), None) if isinstance(told, Mapping) else told
    is_same = isinstance(one, str) and one.endswith(f":iam::{declared}:root")
    return declared if is_same else one
