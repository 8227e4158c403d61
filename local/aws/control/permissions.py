"""Who may call a function: one policy for each qualifier, and none inherits another's."""

import json
from collections.abc import Mapping
from typing import Any

from local.aws.account import ACCOUNT
from local.aws.control.finding import function, named, qualified
from local.aws.control.state import Function, Region
from local.aws.errors import conflict, missing
from local.aws.protocol import Parameters

_NONE = "The resource you requested does not exist."


def add(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """AddPermission."""
    found, qualifier = qualified(region, parameters)
    statements = found.policies.setdefault(qualifier, [])
    sid = str(parameters["StatementId"])
    if any(known["Sid"] == sid for known in statements):
        raise conflict(
            f"The statement id ({sid}) provided already exists. "
            "Please provide a new statement id, or remove the existing statement."
        )
    made = statement(found, qualifier, parameters)
    statements.append(made)
    return {"Statement": json.dumps(made)}


def statement(found: Function, qualifier: str, parameters: Parameters) -> dict[str, Any]:
    """The policy statement that AddPermission's parameters make."""
    conditions = dict(_conditions(parameters))
    made: dict[str, Any] = {
        "Sid": parameters["StatementId"],
        "Effect": "Allow",
        "Principal": _principal(str(parameters["Principal"])),
        "Action": parameters["Action"],
        "Resource": f"{found.arn}:{qualifier}" if qualifier else found.arn,
    }
    return {**made, "Condition": conditions} if conditions else made


def get(region: Region, parameters: Parameters) -> Mapping[str, Any]:
    """GetPolicy."""
    found, qualifier = qualified(region, parameters)
    statements = found.policies.get(qualifier)
    if not statements:
        raise missing(_NONE)
    policy = {"Version": "2012-10-17", "Id": "default", "Statement": statements}
    return {"Policy": json.dumps(policy), "RevisionId": found.latest.revision_id}


def remove(region: Region, parameters: Parameters) -> None:
    """RemovePermission."""
    found, qualifier = function(region, parameters), named(parameters)[1]
    statements = found.policies.get(qualifier, [])
    kept = [each for each in statements if each["Sid"] != parameters["StatementId"]]
    if len(kept) == len(statements):
        raise missing(f"Statement {parameters['StatementId']} is not found in resource policy.")
    found.policies[qualifier] = kept


def _principal(given: str) -> str | dict[str, str]:
    if given == "*":
        return given
    if given.endswith(".amazonaws.com"):
        return {"Service": given}
    return {"AWS": f"arn:aws:iam::{given}:root" if given.isdigit() else given}


def _conditions(parameters: Parameters) -> list[tuple[str, Mapping[str, Any]]]:
    equal = {}
    if "FunctionUrlAuthType" in parameters:
        equal["lambda:FunctionUrlAuthType"] = parameters["FunctionUrlAuthType"]
    if "SourceAccount" in parameters:
        equal["AWS:SourceAccount"] = parameters["SourceAccount"]
    if "PrincipalOrgID" in parameters:
        equal["aws:PrincipalOrgID"] = parameters["PrincipalOrgID"]
    found: list[tuple[str, Mapping[str, Any]]] = [("StringEquals", equal)] if equal else []
    if "SourceArn" in parameters:
        found.append(("ArnLike", {"AWS:SourceArn": parameters["SourceArn"]}))
    if parameters.get("InvokedViaFunctionUrl") is not None:
        value = str(parameters["InvokedViaFunctionUrl"]).lower()
        found.append(("Bool", {"lambda:InvokedViaFunctionUrl": value}))
    return found


def allows(found: Function, qualifier: str, action: str, conditions: Mapping[str, str]) -> bool:
    """Whether anyone of this account may do `action` under `conditions`, by the policy."""
    mine = ("*", {"AWS": "*"}, {"AWS": f"arn:aws:iam::{ACCOUNT}:root"})
    return any(
        each["Action"] in {action, "lambda:*"}
        and each["Principal"] in mine
        and _met(each.get("Condition", {}), conditions)
        for each in found.policies.get(qualifier, ())
    )


def _met(wanted: Mapping[str, Mapping[str, str]], given: Mapping[str, str]) -> bool:
    return all(
        given.get(key) == value for operator in wanted.values() for key, value in operator.items()
    )
